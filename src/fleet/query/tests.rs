use super::{Qualifier, QueryError, parse};
use crate::fleet::test_support::{labelled, named};
use crate::fleet::{Filter, Row};
use crate::github::{Runner, Status};
use proptest::prelude::*;

fn row(change: impl FnOnce(&mut Runner)) -> Row {
    let mut runner = labelled(named(4711, "CI-gpu-3", Status::Online, false), &["self-hosted", "Linux", "two words"]);
    change(&mut runner);
    Row::new(runner)
}

fn shows(text: &str, row: &Row) -> bool {
    let query = parse(text);
    assert!(query.not_understood.is_empty(), "{text}: {:?}", query.not_understood);
    query.filter.matches(row)
}

#[test]
fn each_key_looks_at_its_field() {
    let row = row(|runner| {
        runner.os = "win".to_owned();
        runner.runner_group_id = Some(3);
        runner.ephemeral = Some(true);
        runner.version = Some("2.328.1".to_owned());
    });
    for text in [
        "status:online",
        "status:idle",
        "STATUS:Idle",
        "busy:false",
        "os:windows",
        "os:win",
        "os:win*",
        "label:linux",
        "label:\"two words\"",
        "label:\"two words\",gpu",
        "label:self-*",
        "label:linux label:self-hosted",
        "name:ci-*",
        "name:ci-gpu-3",
        "id:4711",
        "id:1,4711",
        "group:3",
        "ephemeral:true",
        "version:<2.329",
        "version:2.328",
        "gpu -cpu",
        "-status:offline",
        "-label:gpu,cpu",
        "\"two words\"",
        "-\"three words\"",
    ] {
        assert!(shows(text, &row), "{text}");
    }
    for text in [
        "status:offline",
        "status:busy",
        "status:offline,busy",
        "busy:true",
        "os:linux",
        "label:gpu",
        "label:linux label:gpu",
        "name:ci",
        "id:471",
        "group:4",
        "ephemeral:false",
        "version:>=2.329",
        "-gpu",
        "-status:online",
        "\"status:online\"",
    ] {
        assert!(!shows(text, &row), "{text}");
    }
}

#[test]
fn what_a_host_does_not_say_is_neither_true_nor_false() {
    let row = row(|runner| runner.status = Status::Other("new".into()));
    for text in ["ephemeral:true", "ephemeral:false", "version:>0", "group:0", "status:online", "status:offline"] {
        assert!(!shows(text, &row), "{text}");
    }
    assert!(shows("status:unknown -ephemeral:true", &row));
}

#[test]
fn what_is_not_understood_is_named_and_filters_nothing() {
    let query = parse("gpu colour:red status:sleepy -busy: version:x \"a:b\" group:-1");
    let told: Vec<(&str, QueryError)> =
        query.not_understood.iter().map(|told| (told.term.as_str(), told.why)).collect();
    assert_eq!(
        told,
        [
            ("colour:red", QueryError::NoSuchKey),
            ("status:sleepy", QueryError::NoSuchValue(Qualifier::Status)),
            ("-busy:", QueryError::NoValue(Qualifier::Busy)),
            ("version:x", QueryError::NoSuchValue(Qualifier::Version)),
            ("group:-1", QueryError::NoSuchValue(Qualifier::Group)),
        ]
    );
    let unfiltered = parse("colour:red").filter;
    assert!(unfiltered.is_empty() && unfiltered.matches(&row(|_| ())));
}

#[test]
fn a_minus_and_quotes_alone_are_harmless() {
    assert!(
        shows("\"\"", &row(|_| ()))
            && shows("-", &row(|_| ()))
            && !shows(
                "-",
                &row(|runner| {
                    runner.name = "a".to_owned();
                    runner.labels.clear();
                })
            )
    );
}

proptest! {
    #[test]
    fn every_text_is_a_filter(text in ".*", name in ".*") {
        let mut row = row(|_| ());
        row.runner.name = name;
        let query = parse(&text);
        let _ = query.filter.matches(&row);
        for told in query.not_understood {
            prop_assert!(text.contains(&told.term));
        }
    }

    #[test]
    fn a_text_without_keys_means_what_it_means_in_the_first_part(text in "[a-z0-9 \"üÜ,.]{0,24}", name in "[a-z0-9 üÜ,.]{0,12}") {
        let row = Row::new(named(1, &name, Status::Online, false));
        let plain = Filter::parse(&text);
        prop_assert_eq!(parse(&text).filter.matches(&row), plain.matches(&row));
        prop_assert_eq!(parse(&text).filter.is_empty(), plain.is_empty());
    }

    #[test]
    fn a_minus_turns_a_term_round(term in "(status:(idle|busy|offline)|label:[a-z*]{1,3}|[a-z0-9]{1,3}|id:47[0-9]{2})") {
        let row = row(|_| ());
        prop_assert!(shows(&term, &row) != shows(&["-", &term].concat(), &row));
    }
}
