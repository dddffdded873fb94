use super::{BulkRemoval, Outcome, Phase, Step, Stop};
use crate::fleet::RunnerState;
use crate::fleet::removal::{Conflict, Removal, RemovalTarget};
use crate::github::client::ApiResult;
use crate::github::{ApiError, ErrorKind, Operation, RateLimitHeaders, ResponseMeta, RunnerId};
use proptest::prelude::*;

const NOW: f64 = 1_800_000_000_000.0;

fn bulk(count: u64) -> BulkRemoval {
    let confirmed = (1..=count).map(|id| RemovalTarget {
        id: RunnerId(id),
        name: format!("runner-{id}"),
        state: RunnerState::Offline,
    });
    BulkRemoval::new(confirmed.collect(), 4, NOW)
}

#[allow(clippy::unnecessary_wraps, reason = "as the answers that fail")]
fn removed(is_counted: bool) -> ApiResult<Removal> {
    let rate_limit = is_counted.then_some(RateLimitHeaders { limit: 5_000, remaining: 4_000, reset: 1_800_000_100 });
    Ok(Removal::Removed(ResponseMeta { request_id: Some("A:1".to_owned()), rate_limit }))
}

/// What an answer says about itself on a host that does not count.
fn meta(request_id: &str) -> ResponseMeta {
    ResponseMeta { request_id: Some(request_id.to_owned()), rate_limit: None }
}

#[allow(clippy::unnecessary_wraps, reason = "as the answers that fail")]
fn already_gone() -> ApiResult<Removal> {
    Ok(Removal::AlreadyGone(meta("A:404")))
}

#[allow(clippy::unnecessary_wraps, reason = "as the answers that fail")]
fn skipped(conflict: Conflict) -> ApiResult<Removal> {
    Ok(Removal::Skipped(conflict, meta("A:200")))
}

fn failure(kind: ErrorKind) -> ApiResult<Removal> {
    Err(ApiError::without_answer(Operation::DeleteRunner, kind))
}

fn outcomes(bulk: &BulkRemoval) -> Vec<Option<Outcome>> {
    bulk.items().iter().map(|item| item.ended.as_ref().map(|ended| ended.outcome.clone())).collect()
}

#[test]
fn four_at_once_where_the_host_does_not_count_and_one_a_second_where_it_does() {
    let mut free = bulk(9);
    assert_eq!((free.next(NOW), free.next(NOW)), (Step::Begin(0), Step::Nothing), "nobody knows yet");
    free.ended(0, removed(false), NOW);
    let steps: Vec<Step> = (0..5).map(|_| free.next(NOW)).collect();
    assert_eq!(steps, [Step::Begin(1), Step::Begin(2), Step::Begin(3), Step::Begin(4), Step::Nothing]);

    let mut counted = bulk(9);
    assert_eq!(counted.next(NOW), Step::Begin(0));
    counted.ended(0, removed(true), NOW + 200.0);
    assert_eq!(counted.next(NOW + 300.0), Step::WaitUntil(NOW + 1_200.0));
    assert_eq!((counted.next(NOW + 1_200.0), counted.next(NOW + 1_200.0)), (Step::Begin(1), Step::Nothing));
    counted.ended(1, skipped(Conflict::BecameActive), NOW + 1_300.0);
    assert_eq!(counted.next(NOW + 1_300.0), Step::Begin(2), "a reading is no write");
}

#[test]
fn a_lost_answer_does_not_make_a_host_that_counts_one_that_does_not() {
    let mut counted = bulk(9);
    counted.next(NOW);
    counted.ended(0, removed(true), NOW);
    assert_eq!(counted.next(NOW + 1_000.0), Step::Begin(1));
    counted.ended(1, Ok(Removal::RemovedUnanswered), NOW + 1_500.0);
    assert_eq!(counted.next(NOW + 1_600.0), Step::WaitUntil(NOW + 2_500.0));
    assert_eq!((counted.next(NOW + 2_500.0), counted.next(NOW + 2_500.0)), (Step::Begin(2), Step::Nothing));
    counted.ended(2, already_gone(), NOW + 2_600.0);
    assert_eq!(counted.next(NOW + 2_700.0), Step::WaitUntil(NOW + 3_600.0), "it may have been a removal that told");
}

#[test]
fn a_success_that_hides_its_number_is_a_success() {
    let mut bulk = bulk(1);
    bulk.next(NOW);
    bulk.ended(0, Ok(Removal::Removed(ResponseMeta::default())), NOW);
    let ended = bulk.items()[0].ended.as_ref().map(|ended| (&ended.outcome, ended.status));
    assert_eq!(ended, Some((&Outcome::Removed, Some(204))), "a proxy may keep the header from the page");
}

#[test]
fn a_clock_that_is_set_back_holds_nothing_up() {
    let mut bulk = bulk(2);
    bulk.next(NOW);
    bulk.ended(0, removed(true), NOW);
    assert_eq!(bulk.next(NOW - 3_600_000.0), Step::Begin(1));
}

#[test]
fn what_runs_a_job_is_tried_again_later_and_can_be_left() {
    let mut bulk = bulk(2);
    bulk.next(NOW);
    bulk.ended(0, failure(ErrorKind::RunnerBusy), NOW);
    assert_eq!(bulk.progress().deferred, 1);
    assert_eq!(bulk.next(NOW + 1_000.0), Step::Begin(1), "the others go first");
    bulk.ended(1, removed(false), NOW + 1_000.0);
    assert_eq!(bulk.next(NOW + 1_000.0), Step::WaitUntil(NOW + 30_000.0));
    assert_eq!(bulk.waits_for_jobs_until(), Some(NOW + 30_000.0));
    assert_eq!(bulk.next(NOW + 30_000.0), Step::Begin(0));
    bulk.ended(0, failure(ErrorKind::RunnerBusy), NOW + 30_000.0);
    assert_eq!(bulk.next(NOW + 31_000.0), Step::WaitUntil(NOW + 90_000.0), "twice as long");
    bulk.skip_busy(NOW + 40_000.0);
    assert_eq!(bulk.phase(), &Phase::Finished);
    assert_eq!(outcomes(&bulk), [Some(Outcome::SkippedBusy), Some(Outcome::Removed)]);
}

#[test]
fn what_is_just_tried_again_when_it_is_left_is_not_put_off_any_more() {
    let mut bulk = bulk(1);
    bulk.next(NOW);
    bulk.ended(0, failure(ErrorKind::RunnerBusy), NOW);
    assert_eq!(bulk.next(NOW + 30_000.0), Step::Begin(0));
    bulk.skip_busy(NOW + 30_010.0);
    assert_eq!(outcomes(&bulk), [None], "the answer is still to come");
    bulk.ended(0, failure(ErrorKind::RunnerBusy), NOW + 30_020.0);
    assert_eq!((bulk.phase(), outcomes(&bulk)), (&Phase::Finished, vec![Some(Outcome::SkippedBusy)]));
}

#[test]
fn where_github_failed_nobody_says_that_there_is_a_job() {
    let mut bulk = bulk(2);
    bulk.next(NOW);
    bulk.ended(0, failure(ErrorKind::RunnerBusy), NOW);
    while let Step::WaitUntil(_) = bulk.next(NOW + 1_000.0) {}
    bulk.ended(1, failure(ErrorKind::Server), NOW + 1_000.0);
    assert_eq!((bulk.progress().deferred, bulk.waits_for_jobs_until()), (1, None));
    bulk.skip_busy(NOW + 1_000.0);
    assert_eq!(outcomes(&bulk), [Some(Outcome::SkippedBusy), None]);
    assert_eq!(bulk.next(NOW + 2_900.0), Step::WaitUntil(NOW + 3_000.0), "the other one waits on");
    // A job, and then a failure: what is left alone is not this one.
    let mut bulk = self::bulk(1);
    bulk.next(NOW);
    bulk.ended(0, failure(ErrorKind::RunnerBusy), NOW);
    bulk.next(NOW + 30_000.0);
    bulk.ended(0, failure(ErrorKind::Server), NOW + 30_000.0);
    bulk.skip_busy(NOW + 30_000.0);
    assert_eq!((outcomes(&bulk), bulk.progress().deferred), (vec![None], 0));
}

#[test]
fn one_runner_alone_does_not_hold_up_the_others_for_good() {
    for kind in [ErrorKind::Forbidden, ErrorKind::Gone, ErrorKind::TimedOut] {
        let mut bulk = bulk(2);
        for now in [NOW, NOW + 1_000.0] {
            assert_eq!(bulk.next(now), Step::Begin(0));
            bulk.ended(0, failure(kind.clone()), now);
            assert!(matches!(bulk.phase(), Phase::Stopped(Stop::Failed(_))), "each time somebody has to look");
            bulk.resume(now);
        }
        assert_eq!(outcomes(&bulk), [Some(Outcome::Failed(kind)), None]);
        assert_eq!(bulk.next(NOW + 1_000.0), Step::WaitUntil(NOW + 2_000.0), "a refused write is a write");
        assert_eq!(bulk.next(NOW + 2_000.0), Step::Begin(1));
    }
    // What is about the token or the network is about all of them.
    let mut bulk = bulk(2);
    for second in 0..5 {
        let now = NOW + f64::from(second) * 1_000.0;
        assert_eq!(bulk.next(now), Step::Begin(0));
        bulk.ended(0, failure(ErrorKind::BadCredentials), now);
        bulk.resume(now);
    }
    assert_eq!(outcomes(&bulk), [None, None]);
}

#[test]
fn a_pause_that_github_asks_for_is_kept() {
    let mut bulk = bulk(3);
    bulk.next(NOW);
    bulk.ended(0, failure(ErrorKind::SecondaryLimit { retry_after: 7 }), NOW);
    assert_eq!(bulk.next(NOW + 6_999.0), Step::WaitUntil(NOW + 7_000.0));
    assert_eq!(bulk.next(NOW + 7_000.0), Step::Begin(0), "the same runner again");
    bulk.ended(0, failure(ErrorKind::PrimaryLimit { reset: 1_800_000_060 }), NOW + 7_000.0);
    assert_eq!(bulk.next(NOW + 8_000.0), Step::WaitUntil(NOW + 60_000.0));
}

#[test]
fn a_github_that_fails_is_asked_once_a_second_even_where_it_counts_no_requests() {
    let mut bulk = bulk(10);
    assert_eq!(bulk.next(NOW), Step::Begin(0));
    bulk.ended(0, removed(false), NOW);
    for place in 1..=4 {
        assert_eq!(bulk.next(NOW), Step::Begin(place), "four at once");
    }
    for place in 1..=4 {
        bulk.ended(place, failure(ErrorKind::Server), NOW);
    }
    assert_eq!(bulk.next(NOW), Step::WaitUntil(NOW + 1_000.0));
    assert_eq!(bulk.next(NOW + 1_000.0), Step::Begin(5));
    assert_eq!(bulk.next(NOW + 1_000.0), Step::Nothing, "one at a time");
    bulk.ended(5, removed(false), NOW + 1_000.0);
    assert_eq!(bulk.next(NOW + 1_000.0), Step::Begin(6), "it works again");
    assert_eq!(bulk.next(NOW + 1_000.0), Step::Begin(7));
}

#[test]
fn a_refused_token_and_a_lost_network_stop_it_and_nothing_is_forgotten() {
    for kind in [
        ErrorKind::BadCredentials,
        ErrorKind::Forbidden,
        ErrorKind::NotFound,
        ErrorKind::Unreachable,
        ErrorKind::TimedOut,
    ] {
        let mut bulk = bulk(3);
        bulk.next(NOW);
        bulk.ended(0, removed(false), NOW);
        bulk.next(NOW);
        bulk.ended(1, failure(kind.clone()), NOW);
        assert!(matches!(bulk.phase(), Phase::Stopped(Stop::Failed(error)) if error.kind == kind));
        assert_eq!(bulk.next(NOW + 60_000.0), Step::Nothing);
        assert_eq!(outcomes(&bulk), [Some(Outcome::Removed), None, None]);
        bulk.resume(NOW + 60_000.0);
        assert_eq!(bulk.next(NOW + 60_000.0), Step::Begin(1), "the one that failed");
    }
}

#[test]
fn a_runner_that_is_gone_after_a_lost_answer_counts_as_removed() {
    let mut bulk = bulk(2);
    bulk.next(NOW);
    bulk.ended(0, failure(ErrorKind::Unreachable), NOW);
    bulk.resume(NOW);
    bulk.next(NOW);
    bulk.ended(0, already_gone(), NOW);
    // Here the reading before the removal failed: nothing was sent.
    bulk.next(NOW);
    let unread = ApiError::without_answer(Operation::GetRunner, ErrorKind::Unreachable);
    bulk.ended(1, Err(unread), NOW);
    bulk.resume(NOW);
    bulk.next(NOW);
    bulk.ended(1, already_gone(), NOW);
    assert_eq!(outcomes(&bulk), [Some(Outcome::RemovedInDoubt), Some(Outcome::AlreadyGone)]);
    assert_eq!((bulk.progress().removed, bulk.progress().already_gone), (1, 1));
}

#[test]
fn github_may_fail_twice() {
    let mut bulk = bulk(1);
    let mut now = NOW;
    for tries in 0..3 {
        assert_eq!(bulk.phase(), &Phase::Running, "{tries}");
        while let Step::WaitUntil(at) = bulk.next(now) {
            now = at;
        }
        bulk.ended(0, failure(ErrorKind::Server), now);
    }
    assert_eq!(outcomes(&bulk), [Some(Outcome::Failed(ErrorKind::Server))]);
    assert_eq!(bulk.phase(), &Phase::Finished);
}

#[test]
fn the_time_left_follows_the_pace() {
    let mut bulk = bulk(13);
    let mut now = NOW;
    assert_eq!(bulk.seconds_left(now), None);
    for _ in 0..3 {
        let Step::Begin(place) = bulk.next(now) else { panic!("{bulk:?}") };
        now += 2_000.0;
        bulk.ended(place, removed(true), now);
        now += 1_000.0;
    }
    assert_eq!(bulk.seconds_left(now), Some(30.0));
    bulk.stop(Stop::Asked, now);
    assert_eq!(bulk.seconds_left(now), None);
    bulk.resume(now + 3_600_000.0);
    assert_eq!(bulk.seconds_left(now + 3_600_000.0), Some(30.0), "a rest is no work");
}

#[test]
fn the_report_has_a_line_for_every_runner_with_githubs_number_of_the_request_that_decided() {
    let refused = |kind, status| {
        let error = ApiError::without_answer(Operation::DeleteRunner, kind);
        Err(ApiError { status: Some(status), request_id: Some(format!("A:{status}")), ..error })
    };
    let mut bulk = bulk(9);
    let answers = [
        removed(false),
        skipped(Conflict::OtherName("x".to_owned())),
        skipped(Conflict::BecameActive),
        already_gone(),
        Ok(Removal::RemovedUnanswered),
        refused(ErrorKind::Rejected, 400),
        refused(ErrorKind::RunnerBusy, 422),
    ];
    for (place, answer) in answers.into_iter().enumerate() {
        assert_eq!(bulk.next(NOW), Step::Begin(place));
        bulk.ended(place, answer, NOW);
    }
    let lines = |bulk: &BulkRemoval| {
        let report = bulk.report(|at| format!("{at}")).csv();
        report.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        lines(&bulk),
        [
            "id,name,confirmed_as,done,reason,status,request_id,time",
            "1,runner-1,offline,removed,,204,A:1,1800000000000",
            "2,runner-2,offline,left_alone,other_name: x,200,A:200,1800000000000",
            "3,runner-3,offline,left_alone,came_to_life,200,A:200,1800000000000",
            "4,runner-4,offline,already_gone,,404,A:404,1800000000000",
            "5,runner-5,offline,removed,answer_lost,,,1800000000000",
            "6,runner-6,offline,not_tried,,,,",
            "7,runner-7,offline,not_tried,runs_a_job,,,",
            "8,runner-8,offline,not_tried,,,,",
            "9,runner-9,offline,not_tried,,,,",
        ]
    );
    bulk.skip_busy(NOW);
    assert_eq!(lines(&bulk)[7], "7,runner-7,offline,left_alone,runs_a_job,422,A:422,1800000000000");
    let mut now = NOW;
    while bulk.items()[5].ended.is_none() {
        match bulk.next(now) {
            Step::Begin(5) => bulk.ended(5, refused(ErrorKind::Rejected, 400), now),
            Step::Begin(place) => bulk.ended(place, removed(false), now),
            Step::WaitUntil(at) => now = at,
            Step::Nothing => panic!("{bulk:?}"),
        }
    }
    let last = format!("6,runner-6,offline,failed,rejected,400,A:400,{now}");
    assert_eq!(lines(&bulk)[6], last);
}

#[test]
fn of_no_runners_nothing_is_left_to_do() {
    assert_eq!(bulk(0).phase(), &Phase::Finished);
}

/// Any answer at all.
fn any_answer() -> impl Strategy<Value = ApiResult<Removal>> {
    prop_oneof![
        any::<bool>().prop_map(removed),
        Just(already_gone()),
        Just(skipped(Conflict::BecameActive)),
        Just(skipped(Conflict::OtherName("other".to_owned()))),
        Just(failure(ErrorKind::RunnerBusy)),
        Just(failure(ErrorKind::SecondaryLimit { retry_after: 3 })),
        Just(failure(ErrorKind::Server)),
        Just(failure(ErrorKind::Unreachable)),
        Just(failure(ErrorKind::BadCredentials)),
        Just(failure(ErrorKind::Forbidden)),
        Just(failure(ErrorKind::InvalidResponse)),
    ]
}

proptest! {
    /// Whatever is answered in whatever order: no runner is lost or begun twice at a time, never more are under way than
    /// allowed, and once all is left or resumed to the end each has one outcome.
    #[test]
    fn every_runner_is_accounted_for(
        count in 0_u64..12,
        script in prop::collection::vec((any_answer(), any::<prop::sample::Index>(), 0_u8..6), 0..120),
    ) {
        let mut bulk = bulk(count);
        let mut now = NOW;
        let mut under_way: Vec<usize> = Vec::new();
        for (answer, index, whim) in script {
            match whim {
                0 => bulk.stop(Stop::Asked, now),
                1 => bulk.resume(now),
                2 => bulk.skip_busy(now),
                _ => {}
            }
            loop {
                match bulk.next(now) {
                    Step::Begin(place) => {
                        prop_assert!(!under_way.contains(&place) && bulk.items()[place].ended.is_none());
                        under_way.push(place);
                        prop_assert!(under_way.len() <= 4);
                    }
                    Step::WaitUntil(at) => {
                        prop_assert!(at > now);
                        if under_way.is_empty() { now = at } else { break }
                    }
                    Step::Nothing => break,
                }
            }
            if !under_way.is_empty() {
                let place = under_way.swap_remove(index.index(under_way.len()));
                now += 10.0;
                bulk.ended(place, answer, now);
            }
        }
        for place in under_way {
            bulk.ended(place, removed(false), now);
        }
        // To the end, with a GitHub that does all.
        for _ in 0..1_000 {
            bulk.resume(now);
            match bulk.next(now) {
                Step::Begin(place) => bulk.ended(place, removed(false), now),
                Step::WaitUntil(at) => now = at,
                Step::Nothing => break,
            }
        }
        prop_assert_eq!(bulk.phase(), &Phase::Finished);
        prop_assert!(outcomes(&bulk).iter().all(Option::is_some));
        let progress = bulk.progress();
        prop_assert_eq!((progress.ended(), progress.deferred), (progress.total, 0));
        prop_assert_eq!(bulk.report(|_| String::new()).rows.len(), bulk.items().len());
    }
}
