//! The state machine driven by hand, with virtual time.

use super::{Effect, Event, NextPoll, Poller, SECOND_LOOK};
use crate::fleet::Completeness;
use crate::fleet::poll_interval::INTERVAL;
use crate::fleet::test_support::{failure, page, runner, runner_failure};
use crate::github::{CacheMode, ErrorKind, RateLimitHeaders, Runner, RunnerId, RunnerPage};

/// A GitHub with a list of runners that the test changes between answers.
struct World {
    poller: Poller,
    runners: Vec<Runner>,
    waiting: Vec<Effect>,
    asked: Vec<Effect>,
    now: f64,
}

impl World {
    fn new(count: u64) -> Self {
        let runners = (1..=count).map(runner).collect();
        Self { poller: Poller::new(INTERVAL), runners, waiting: Vec::new(), asked: Vec::new(), now: 0.0 }
    }

    fn send(&mut self, event: Event) {
        for effect in self.poller.handle(event, self.now) {
            match effect {
                Effect::CancelAll => self.waiting.clear(),
                Effect::WakeAt(_) => {}
                request => self.waiting.push(request),
            }
        }
        self.poller.bring_up_to_date();
    }

    /// Answers the oldest request truthfully; false where none waits.
    fn answer_one(&mut self) -> bool {
        if self.waiting.is_empty() {
            return false;
        }
        let effect = self.waiting.remove(0);
        self.asked.push(effect.clone());
        let event = match effect {
            Effect::ReadPage { read, page, .. } => Event::Page { read, page, result: Ok(self.page(page)) },
            Effect::ReadRunner { read, id } => {
                let found = self.runners.iter().find(|runner| runner.id == id).cloned();
                Event::Runner { read, id, result: found.ok_or_else(|| runner_failure(ErrorKind::NotFound)) }
            }
            Effect::CancelAll | Effect::WakeAt(_) => unreachable!("kept out by send"),
        };
        self.send(event);
        true
    }

    fn page(&self, number: u32) -> RunnerPage {
        let runners = self.runners.iter().skip((number as usize - 1) * 100).take(100).cloned().collect();
        RunnerPage { runners, total_count: Some(self.runners.len() as u64), ..RunnerPage::default() }
    }

    fn settle(&mut self) {
        for _ in 0..10_000 {
            if !self.answer_one() {
                return;
            }
        }
        panic!("never comes to rest");
    }

    fn fail(&mut self, kind: ErrorKind) {
        let Effect::ReadPage { read, page, .. } = self.waiting.remove(0) else { panic!("no page is waited for") };
        self.send(Event::Page { read, page, result: Err(failure(kind)) });
    }

    fn ids(&self) -> Vec<u64> {
        let mut ids: Vec<u64> = self.poller.snapshot().rows().iter().map(|row| row.runner.id.0).collect();
        ids.sort_unstable();
        ids
    }

    fn remove(&mut self, id: u64) {
        self.runners.retain(|runner| runner.id != RunnerId(id));
    }
}

#[test]
fn the_first_page_shows_before_the_others_came() {
    let mut world = World::new(250);
    world.send(Event::Refresh);
    world.answer_one();
    assert_eq!(world.ids().len(), 100);
    assert_eq!(world.poller.snapshot().completeness, Completeness::Reading);
    assert_eq!(world.poller.progress(), Some((1, Some(3))));
    world.settle();
    assert_eq!((world.ids().len(), &world.poller.snapshot().completeness), (250, &Completeness::Complete));
    assert_eq!(world.poller.next_poll(), NextPoll::At(INTERVAL));
}

#[test]
fn a_round_of_the_timer_that_changes_nothing_keeps_the_very_same_snapshot() {
    let mut world = World::new(150);
    world.send(Event::Refresh);
    world.settle();
    let before = world.poller.snapshot().clone();
    world.now = INTERVAL;
    world.send(Event::Woke);
    assert!(matches!(world.waiting[0], Effect::ReadPage { page: 1, cache_mode: CacheMode::Cached, .. }));
    world.settle();
    assert!(std::sync::Arc::ptr_eq(&before, world.poller.snapshot()));
}

#[test]
fn a_runner_that_was_not_seen_stays_until_github_says_that_it_is_gone() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.settle();
    world.remove(7);
    world.send(Event::Refresh);
    world.answer_one();
    assert!(world.ids().contains(&7), "one reading without it is no proof");
    assert_eq!(world.poller.snapshot().completeness, Completeness::ChangedWhileReading);
    assert!(matches!(world.waiting[..], [Effect::ReadRunner { id: RunnerId(7), .. }]));
    world.settle();
    assert!(!world.ids().contains(&7));
    assert_eq!(world.poller.snapshot().completeness, Completeness::Complete);
}

#[test]
fn many_that_were_not_seen_leave_after_a_second_reading_without_them() {
    let mut world = World::new(60);
    world.send(Event::Refresh);
    world.settle();
    world.runners.truncate(40);
    world.send(Event::Refresh);
    world.answer_one();
    assert_eq!(world.ids().len(), 60);
    look_again(&mut world);
    world.settle();
    assert_eq!(world.ids(), (1..=40).collect::<Vec<_>>());
}

/// Lets time pass until the second look, and begins it.
fn look_again(world: &mut World) {
    assert!(world.waiting.is_empty(), "nothing is asked for before the second look");
    assert_eq!(world.poller.next_poll(), NextPoll::At(world.now + SECOND_LOOK));
    world.now += SECOND_LOOK;
    world.send(Event::Woke);
}

#[test]
fn two_readings_within_a_second_are_one_observation() {
    let mut world = World::new(60);
    world.send(Event::Refresh);
    world.settle();
    world.runners.truncate(40);
    for _ in 0..5 {
        world.now += 100.0;
        world.send(Event::Refresh);
        world.settle();
        assert_eq!(world.ids().len(), 60);
    }
    world.now += SECOND_LOOK;
    world.send(Event::Refresh);
    world.settle();
    assert_eq!(world.ids(), (1..=40).collect::<Vec<_>>());
}

/// Answers every page with this total and the runners of the world.
fn settle_with_total(world: &mut World, total: u64) -> usize {
    let mut asked = 0;
    while !world.waiting.is_empty() {
        let effect = world.waiting.remove(0);
        asked += 1;
        let event = match effect {
            Effect::ReadPage { read, page, .. } => {
                let answer = RunnerPage { total_count: Some(total), ..world.page(page) };
                Event::Page { read, page, result: Ok(answer) }
            }
            Effect::ReadRunner { read, id } => {
                Event::Runner { read, id, result: Err(runner_failure(ErrorKind::NotFound)) }
            }
            Effect::CancelAll | Effect::WakeAt(_) => unreachable!("kept out by send"),
        };
        world.send(event);
    }
    asked
}

#[test]
fn no_row_is_dropped_while_github_counts_more_than_it_lists() {
    for listed in [0, 10, 37] {
        let mut world = World::new(40);
        world.send(Event::Refresh);
        world.settle();
        world.runners.truncate(listed);
        for _ in 0..10 {
            world.now += INTERVAL;
            world.send(Event::Woke);
            settle_with_total(&mut world, 40);
            assert_eq!(world.ids(), (1..=40).collect::<Vec<_>>(), "{listed} listed");
        }
        let counts = Completeness::CountsDiffer { counted: 40, listed: listed as u64 };
        assert_eq!(world.poller.snapshot().completeness, counts);
    }
}

#[test]
fn a_lasting_difference_of_counts_is_said_and_read_once_a_round() {
    for total in [5, 1] {
        let mut world = World::new(3);
        world.send(Event::Refresh);
        // Where more are counted, a server may have capped its page: the second one is empty.
        let pages = if total > 3 { 2 } else { 1 };
        assert_eq!(settle_with_total(&mut world, total), pages);
        assert_eq!(world.poller.snapshot().completeness, Completeness::ChangedWhileReading, "it may be a change");
        look_again(&mut world);
        assert_eq!(settle_with_total(&mut world, total), pages);
        let counts = Completeness::CountsDiffer { counted: total, listed: 3 };
        assert_eq!(world.poller.snapshot().completeness, counts);
        for _ in 0..3 {
            world.now += INTERVAL;
            world.send(Event::Woke);
            assert_eq!(settle_with_total(&mut world, total), pages, "each page once");
            assert_eq!(world.poller.snapshot().completeness, counts);
        }
        world.now += INTERVAL;
        world.send(Event::Woke);
        world.settle();
        assert_eq!(world.poller.snapshot().completeness, Completeness::Complete);
    }
}

#[test]
fn where_github_lastingly_counts_more_runners_still_leave() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    settle_with_total(&mut world, 22);
    look_again(&mut world);
    settle_with_total(&mut world, 22);
    world.remove(7);
    world.now += INTERVAL;
    world.send(Event::Woke);
    settle_with_total(&mut world, 21);
    assert_eq!(world.ids().len(), 19, "GitHub counts two more than it lists, as before");
}

#[test]
fn after_a_failure_the_next_reading_is_past_the_cache() {
    let mut world = World::new(3);
    world.send(Event::Refresh);
    world.settle();
    world.now += 10.0 * INTERVAL;
    world.send(Event::Woke);
    assert!(matches!(world.waiting[0], Effect::ReadPage { cache_mode: CacheMode::Cached, .. }));
    world.fail(ErrorKind::Server);
    world.now += 10.0 * INTERVAL;
    world.send(Event::Woke);
    assert!(matches!(world.waiting[0], Effect::ReadPage { cache_mode: CacheMode::Fresh, .. }));
    world.settle();
    world.now += 10.0 * INTERVAL;
    world.send(Event::Woke);
    assert!(matches!(world.waiting[0], Effect::ReadPage { cache_mode: CacheMode::Cached, .. }));
}

#[test]
fn r4_a_balanced_change_that_only_the_sum_betrays_is_read_again_at_once() {
    let mut world = World::new(450);
    world.send(Event::Refresh);
    world.settle();
    world.send(Event::Refresh);
    world.answer_one();
    world.waiting.swap(0, 2);
    world.answer_one();
    // Page 4 is in. Now 350 on it leaves, and the newcomer on page 2 moves 300 onto it: 450 distinct ids come, one of them gone.
    world.remove(350);
    world.runners.insert(150, runner(1_001));
    world.settle();
    assert_eq!(world.ids(), (1..350).chain(351..=450).chain([1_001]).collect::<Vec<_>>());
    assert_eq!(world.poller.snapshot().completeness, Completeness::Complete);
}

#[test]
fn r4_what_a_reading_brought_that_lacks_a_page_is_not_missed_twice() {
    let mut world = World::new(150);
    world.send(Event::Refresh);
    world.settle();
    // More than are asked for one by one slip through a first reading …
    let slipping: Vec<Runner> = world.runners.drain(..10).collect();
    world.send(Event::Refresh);
    world.answer_one();
    world.answer_one();
    look_again(&mut world);
    // … come with a second one, of which another page fails …
    world.runners.splice(0..0, slipping);
    world.answer_one();
    world.fail(ErrorKind::Server);
    // … and slip through a third one.
    world.runners.drain(..10);
    world.now += 10.0 * INTERVAL;
    world.send(Event::Woke);
    world.answer_one();
    world.answer_one();
    assert_eq!(world.ids(), (1..=150).collect::<Vec<_>>());
}

#[test]
fn a_runner_that_slips_between_pages_of_the_first_reading_is_found_by_the_next() {
    let mut world = World::new(150);
    world.send(Event::Refresh);
    world.answer_one();
    // Runner 101 moves to the first page, which was read already, and 1 is gone: the counts still agree.
    world.remove(1);
    world.runners.push(runner(999));
    world.settle();
    world.send(Event::Refresh);
    world.settle();
    assert_eq!(world.ids(), (2..=150).chain([999]).collect::<Vec<_>>());
    assert_eq!(world.poller.snapshot().completeness, Completeness::Complete);
}

#[test]
fn a_known_runner_that_slips_between_pages_is_never_dropped() {
    let mut world = World::new(150);
    world.send(Event::Refresh);
    world.settle();
    world.send(Event::Refresh);
    world.answer_one();
    world.remove(1);
    world.runners.push(runner(999));
    world.answer_one();
    assert!(world.ids().contains(&101), "it was there throughout");
    world.settle();
    world.send(Event::Refresh);
    world.settle();
    assert_eq!(world.ids(), (2..=150).chain([999]).collect::<Vec<_>>());
}

#[test]
fn r1_a_failed_refresh_keeps_the_rows() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.settle();
    world.send(Event::Refresh);
    world.fail(ErrorKind::Unreachable);
    assert_eq!(world.ids().len(), 20);
    assert_eq!(world.poller.trouble().map(|error| &error.kind), Some(&ErrorKind::Unreachable));
    world.send(Event::Refresh);
    world.settle();
    assert_eq!(world.poller.trouble(), None);
}

#[test]
fn r5_one_failed_page_leaves_a_named_gap_and_drops_nobody() {
    let mut world = World::new(300);
    world.send(Event::Refresh);
    world.answer_one();
    world.fail(ErrorKind::Server);
    world.settle();
    assert_eq!(world.poller.snapshot().completeness, Completeness::PagesMissing(vec![2]));
    assert_eq!(world.ids().len(), 200);
    world.asked.clear();
    world.send(Event::Refresh);
    world.settle();
    assert!(
        matches!(world.asked[..], [Effect::ReadPage { page: 2, cache_mode: CacheMode::Fresh, .. }]),
        "that page only"
    );
    assert_eq!((world.ids().len(), &world.poller.snapshot().completeness), (300, &Completeness::Complete));
    assert_eq!(world.poller.trouble(), None);
}

#[test]
fn r5_a_gap_that_cannot_be_filled_because_the_fleet_changed_is_read_anew() {
    let mut world = World::new(300);
    world.send(Event::Refresh);
    world.answer_one();
    world.fail(ErrorKind::Server);
    world.settle();
    world.runners.push(runner(999));
    world.send(Event::Refresh);
    world.settle();
    assert_eq!((world.ids().len(), &world.poller.snapshot().completeness), (301, &Completeness::Complete));
}

#[test]
fn r1_nothing_is_asked_while_github_wants_a_wait() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.fail(ErrorKind::SecondaryLimit { retry_after: 120 });
    assert_eq!(world.poller.next_poll(), NextPoll::Limited(120_000.0));
    world.now = 119_000.0;
    world.send(Event::Woke);
    assert!(world.waiting.is_empty());
    world.now = 120_000.0;
    world.send(Event::Woke);
    world.settle();
    assert_eq!(world.ids().len(), 20);
}

#[test]
fn a_refresh_by_hand_is_never_ignored_while_github_wants_a_wait() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.fail(ErrorKind::SecondaryLimit { retry_after: 120 });
    world.now = 60_000.0;
    world.send(Event::Refresh);
    assert_eq!(world.waiting.len(), 1, "the request layer knows whether anything may be sent");
    world.fail(ErrorKind::SecondaryLimit { retry_after: 60 });
    let told = world.poller.trouble().map(|error| error.kind.clone());
    assert_eq!(told, Some(ErrorKind::SecondaryLimit { retry_after: 60 }), "the time that is left is told anew");
    assert_eq!(world.poller.next_poll(), NextPoll::Limited(120_000.0));
}

#[test]
fn a_reading_within_the_caches_time_goes_to_github_and_a_later_one_may_come_from_the_cache() {
    let mut world = World::new(150);
    world.send(Event::Refresh);
    world.settle();
    let freshness_at = |world: &mut World, wait: f64| {
        world.now += wait;
        world.send(Event::Woke);
        let asked = world.waiting.first().cloned();
        let Some(Effect::ReadPage { cache_mode, .. }) = asked else { panic!("nothing is asked: {asked:?}") };
        cache_mode
    };
    // A short pause that GitHub asked for: the pages of before it are still in the cache, and would be told as read now.
    world.now += 10_000.0;
    world.send(Event::Refresh);
    world.fail(ErrorKind::SecondaryLimit { retry_after: 3 });
    assert_eq!(freshness_at(&mut world, 3_000.0), CacheMode::Fresh);
    world.settle();
    assert_eq!(freshness_at(&mut world, INTERVAL), CacheMode::Cached);
}

#[test]
fn r1_a_wrong_token_is_not_tried_again_by_itself() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.fail(ErrorKind::BadCredentials);
    world.now = 10.0 * INTERVAL;
    world.send(Event::Woke);
    assert!(world.waiting.is_empty());
    assert_eq!(world.poller.next_poll(), NextPoll::Stopped);
}

#[test]
fn r1_a_hidden_tab_waits_and_catches_up_when_it_is_shown() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.settle();
    world.send(Event::Visible(false));
    world.now = 3.0 * INTERVAL;
    world.send(Event::Woke);
    assert!(world.waiting.is_empty());
    assert_eq!(world.poller.next_poll(), NextPoll::Paused);
    world.send(Event::Visible(true));
    assert_eq!(world.waiting.len(), 1);
}

#[test]
fn r1_answers_of_a_reading_that_was_called_off_are_dropped() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.settle();
    world.now = INTERVAL;
    world.send(Event::Woke);
    let Effect::ReadPage { read, .. } = world.waiting[0] else { panic!("a page was asked for") };
    world.send(Event::Refresh);
    assert!(matches!(world.waiting[..], [Effect::ReadPage { cache_mode: CacheMode::Fresh, .. }]));
    world.send(Event::Page { read, page: 1, result: Ok(page(500..=510, 1, Some(11))) });
    assert_eq!(world.ids(), (1..=20).collect::<Vec<_>>());
}

#[test]
fn a_removed_runner_does_not_come_back_from_an_old_page() {
    let mut world = World::new(20);
    world.send(Event::Refresh);
    world.settle();
    world.send(Event::Refresh);
    world.send(Event::Removed(RunnerId(3)));
    // The page under way was made before the removal.
    world.answer_one();
    assert!(!world.ids().contains(&3));
    world.remove(3);
    world.settle();
    assert_eq!(world.ids().len(), 19);
}

#[test]
fn a_small_budget_slows_the_rounds_down() {
    let mut world = World::new(1);
    world.send(Event::Refresh);
    let Effect::ReadPage { read, page, .. } = world.waiting.remove(0) else { panic!("a page was asked for") };
    let budget = RateLimitHeaders { limit: 60, remaining: 30, reset: 3_600 };
    let answer = RunnerPage { rate_limit: Some(budget), ..world.page(1) };
    world.send(Event::Page { read, page, result: Ok(answer) });
    assert_eq!(world.poller.next_poll(), NextPoll::Slowed(360_000.0));
}

#[test]
fn while_a_new_runner_is_awaited_the_rounds_are_short_and_fresh() {
    let mut world = World::new(1);
    world.send(Event::Refresh);
    world.settle();
    world.send(Event::Watch(Some(600_000.0)));
    world.now = 10_000.0;
    world.send(Event::Woke);
    assert!(matches!(world.waiting[..], [Effect::ReadPage { cache_mode: CacheMode::Fresh, .. }]));
    world.settle();
    assert_eq!(world.poller.next_poll(), NextPoll::At(20_000.0));
    world.now = 700_000.0;
    world.send(Event::Woke);
    world.settle();
    assert_eq!(world.poller.next_poll(), NextPoll::At(700_000.0 + INTERVAL));
}

#[test]
fn a_runner_that_was_said_to_be_gone_by_mistake_comes_back_with_the_next_reading() {
    let mut world = World::new(3);
    world.send(Event::Refresh);
    world.settle();
    // A 404 can be about a permission that is there again a moment later.
    world.now = 10.0;
    world.send(Event::Removed(RunnerId(2)));
    assert_eq!(world.ids(), [1, 3]);
    world.now = 20.0;
    world.send(Event::Refresh);
    world.settle();
    assert_eq!(world.ids(), [1, 2, 3]);
    assert_eq!(world.poller.snapshot().completeness, Completeness::Complete);
}

#[test]
fn a_page_of_the_browsers_cache_brings_no_removed_runner_back() {
    let mut world = World::new(3);
    world.send(Event::Refresh);
    world.settle();
    world.now = INTERVAL - 1_000.0;
    world.send(Event::Removed(RunnerId(2)));
    // The cache still answers with three.
    world.now = INTERVAL;
    world.send(Event::Woke);
    assert!(matches!(world.waiting[0], Effect::ReadPage { cache_mode: CacheMode::Cached, .. }));
    world.answer_one();
    assert_eq!(world.ids(), [1, 3]);
}
