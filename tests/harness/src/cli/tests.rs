//! What can be typed, and what is made of it.
#![allow(clippy::unwrap_used)]

use super::*;

fn read(arguments: &[&str]) -> Result<Command> {
    parse(lexopt::Parser::from_args(arguments))
}

#[test]
fn demo_has_defaults_and_takes_options() {
    assert_eq!(read(&["demo"]).unwrap(), Command::Demo(DemoOptions::default()));
    let asked = ["demo", "--port", "1", "--api-port=2", "--runners", "3", "--dialect", "cloud"];
    let expected = DemoOptions { port: 1, api_port: 2, runners: 3, dialect: Dialect::Cloud };
    assert_eq!(read(&asked).unwrap(), Command::Demo(expected));
}

#[test]
fn what_is_wrong_is_named() {
    let cases: [(&[&str], &str); 11] = [
        (&["verify", "e2e", "--browser", "lynx"], "lynx"),
        (&["verify", "fuzz", "--cases", "0"], "--cases"),
        (&["verify", "e2e", "--times", "many"], "--times"),
        (&["demo", "--prot", "1"], "--prot"),
        (&["demo", "--port", "99999"], "99999"),
        (&["demo", "--dialect", "gitlab"], "gitlab"),
        (&["demo", "--port", "9", "--api-port", "9"], "9"),
        (&["verify", "tests"], "tests"),
        (&["measrue"], "measrue"),
        (&["measure", "p10"], "p10"),
        (&["measure", "--rounds", "0"], "--rounds"),
    ];
    for (arguments, word) in cases {
        let message = format!("{:#}", read(arguments).unwrap_err());
        assert!(message.contains(word), "{arguments:?}: {message}");
    }
}

#[test]
fn verify_keeps_the_order_of_the_stages() {
    let Command::Verify(all) = read(&["verify"]).unwrap() else { panic!("not verify") };
    assert_eq!(all, VerifyOptions::default());
    let Command::Verify(some) = read(&["verify", "e2e", "fmt", "e2e", "--", "smoke", "--nocapture"]).unwrap() else {
        panic!("not verify")
    };
    assert_eq!(some.stages, [Stage::Fmt, Stage::E2e]);
    assert_eq!(some.test_arguments, ["smoke", "--nocapture"]);
}

#[test]
fn the_long_stages_run_when_asked_for() {
    let stages = |arguments: &[&str]| match read(&[&["verify"], arguments].concat()).unwrap() {
        Command::Verify(options) => options.stages,
        other => panic!("{other:?}"),
    };
    assert_eq!(stages(&["--all"]), Stage::ALL);
    assert_eq!(stages(&["rebuild", "test"]), [Stage::Test, Stage::Rebuild]);
    assert_eq!(stages(&["e2e", "--browser", "firefox"]), [Stage::Firefox]);
    assert_eq!(stages(&["e2e", "--browser", "chromium"]), [Stage::E2e]);
    let Command::Verify(options) = read(&["verify", "fuzz", "--cases", "7", "--times=20"]).unwrap() else {
        panic!("not verify")
    };
    assert_eq!((options.stages, options.cases, options.times), (vec![Stage::Fuzz], 7, 20));
}

#[test]
fn what_needs_no_options_takes_none() {
    assert_eq!(read(&["hosting"]).unwrap(), Command::Hosting);
    assert!(read(&["hosting", "nginx"]).is_err());
    assert_eq!(read(&["pictures"]).unwrap(), Command::Pictures);
    assert!(read(&["pictures", "runners"]).is_err());
    assert_eq!(read(&["site"]).unwrap(), Command::Site);
    assert_eq!(read(&["site", "ledger"]).unwrap(), Command::Ledger);
    assert!(read(&["site", "--out"]).is_err() && read(&["site", "ledger", "first"]).is_err());
    assert!(matches!(read(&["site", "--help"]).unwrap(), Command::Help(text) if text.contains("target/upload")));
}

#[test]
fn r10_the_browser_tests_can_be_run_many_times_and_in_another_browser() {
    let asked = read(&["verify", "e2e", "--browser", "firefox", "--times", "20"]).unwrap();
    let Command::Verify(options) = asked else { panic!("not verify") };
    assert_eq!((options.stages, options.times), (vec![Stage::Firefox], 20));
}

#[test]
fn help_is_there_for_all() {
    for arguments in [&["demo", "--help"][..], &["verify", "-h"], &["measure", "--help"], &[]] {
        assert!(matches!(read(arguments).unwrap(), Command::Help(text) if text.contains("Usage: cargo")));
    }
}

#[test]
fn measure_takes_rows_in_any_order_and_measures_all_without_one() {
    assert_eq!(read(&["measure"]).unwrap(), Command::Measure(MeasureOptions::default()));
    let asked = ["measure", "p6", "P3", "p6", "--rounds", "2"];
    let expected = MeasureOptions { bars: vec![Bar::P3, Bar::P6], rounds: 2 };
    assert_eq!(read(&asked).unwrap(), Command::Measure(expected));
}
