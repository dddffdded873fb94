//! Speaks as libtest does, so that what counts tests counts these, too.

use std::time::Instant;

use anyhow::Result;

/// What was asked for on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Parts of names; none means all.
    names: Vec<String>,
    skipped: Vec<String>,
    /// Only the names are wanted.
    pub only_list: bool,
}

impl Asked {
    /// Reads the arguments that libtest takes, as far as they mean something here.
    pub(super) fn read(arguments: impl Iterator<Item = String>) -> Self {
        let (mut asked, mut arguments) = (Self::default(), arguments);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--list" => asked.only_list = true,
                "--skip" => asked.skipped.extend(arguments.next()),
                _ if argument.starts_with('-') => {}
                _ => asked.names.push(argument),
            }
        }
        asked
    }

    /// Whether a test of this name is wanted.
    pub(super) fn wants(&self, name: &str) -> bool {
        let within = |parts: &[String]| parts.iter().any(|part| name.contains(part.as_str()));
        (self.names.is_empty() || within(&self.names)) && !within(&self.skipped)
    }
}

/// Tests as they end.
#[derive(Debug)]
pub(super) struct Tests {
    start: Instant,
    passed: usize,
    failures: Vec<(String, String)>,
}

impl Tests {
    /// So many are announced.
    pub(super) fn begin(count: usize) -> Self {
        println!("\nrunning {count} tests");
        Self { start: Instant::now(), passed: 0, failures: Vec::new() }
    }

    /// One has ended.
    pub(super) fn end(&mut self, name: String, result: Result<()>) {
        match result {
            Ok(()) => {
                self.passed += 1;
                println!("test {name} ... ok");
            }
            Err(error) => {
                println!("test {name} ... FAILED");
                self.failures.push((name, format!("{error:#}")));
            }
        }
    }

    /// Tells what failed and how many there were; whether all is well.
    pub(super) fn finish(self) -> bool {
        for (name, why) in &self.failures {
            println!("\n---- {name} ----\n{why}");
        }
        let (word, failed) = (if self.failures.is_empty() { "ok" } else { "FAILED" }, self.failures.len());
        let Self { passed, start, .. } = self;
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "\ntest result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; finished in {seconds:.2}s\n"
        );
        failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_skipped_are_read_as_by_libtest() {
        let read = |line: &str| Asked::read(line.split_whitespace().map(str::to_owned));
        assert!(read("").wants("runners-1440-dark-en"));
        let asked = read("--nocapture runners dark --skip hostile");
        assert!(asked.wants("runners-1440-dark-en") && asked.wants("connect-dark") && !asked.only_list);
        assert!(!asked.wants("runners-hostile") && !asked.wants("connect-light"));
        assert!(read("--list").only_list);
    }
}
