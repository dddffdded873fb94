//! How many checks passed and failed, read from what test programs print.
//!
//! Invariant: a test program that announced tests and never gave a result counts them as failed.

/// Passed, failed and ignored checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Checks that passed.
    pub passed: usize,
    /// Checks that failed.
    pub failed: usize,
    /// Tests that were left out on purpose.
    pub ignored: usize,
}

impl Counts {
    /// Checks that really ran.
    pub fn ran(self) -> usize {
        self.passed + self.failed
    }

    /// One more check, that passed or did not.
    pub fn check(&mut self, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

/// How much of what a failed test said is repeated at the end.
const LINES_OF_A_FAILURE: usize = 12;

/// A test that failed, and how what it said began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// Its name.
    pub test: String,
    /// The first lines that are not empty.
    pub said: Vec<String>,
}

/// Reads the output of libtest, of doc tests and of wasm-bindgen-test, line by line.
#[derive(Debug, Default)]
pub struct Reader {
    counts: Counts,
    announced: usize,
    failures: Vec<Failure>,
    /// What is read is said by the last of the failures.
    telling: bool,
}

impl Reader {
    /// Takes one line of output.
    pub fn line(&mut self, line: &str) {
        self.tell(line.trim_end());
        if let Some(count) = announced(line) {
            // A new program starts: the one before it is through, with a result or without.
            self.close();
            self.announced = count;
        } else if let Some(result) = result(line) {
            self.counts.add(result);
            self.announced = 0;
        }
    }

    /// What was counted, with everything announced accounted for, and what failed with its words.
    pub fn finish(mut self) -> (Counts, Vec<Failure>) {
        self.close();
        (self.counts, self.failures)
    }

    fn tell(&mut self, line: &str) {
        if let Some(test) = told(line) {
            self.failures.push(Failure { test: test.to_owned(), said: Vec::new() });
            self.telling = true;
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.telling = false;
        } else if let Some(failure) = self.failures.last_mut().filter(|_| self.telling)
            && !line.trim().is_empty()
            && failure.said.len() < LINES_OF_A_FAILURE
        {
            failure.said.push(line.to_owned());
        }
    }

    fn close(&mut self) {
        self.counts.failed += std::mem::take(&mut self.announced);
    }
}

/// `a::b` of `---- a::b stdout ----`, as `libtest` says it, and of `---- a-b ----`.
fn told(line: &str) -> Option<&str> {
    let name = line.strip_prefix("---- ")?.strip_suffix(" ----")?;
    Some(["stdout", "output"].iter().find_map(|of| name.strip_suffix(of)).unwrap_or(name).trim_end())
}

/// `3` of `running 3 tests`.
fn announced(line: &str) -> Option<usize> {
    let rest = line.trim().strip_prefix("running ")?;
    let (count, word) = rest.split_once(' ')?;
    matches!(word, "test" | "tests").then(|| count.parse().ok())?
}

/// The counts of `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
fn result(line: &str) -> Option<Counts> {
    let (_, rest) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        let part = rest.split(';').find_map(|part| part.trim().strip_suffix(word))?;
        part.trim().parse::<usize>().ok()
    };
    Some(Counts { passed: number("passed")?, failed: number("failed")?, ignored: number("ignored").unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> Counts {
        let mut reader = Reader::default();
        output.lines().for_each(|line| reader.line(line));
        reader.finish().0
    }

    #[test]
    fn what_a_failed_test_said_is_kept_in_part() {
        let mut reader = Reader::default();
        let long = "a line\n".repeat(30);
        let output = format!(
            "running 3 tests\ntest a::b ... FAILED\ntest c ... FAILED\n\nfailures:\n\n---- a::b stdout ----\n\nError: too wide\n\nCaused by:\n    a reason\n\n\
             ---- c ----\n{long}\n\nfailures:\n    a::b\n    c\n\ntest result: FAILED. 1 passed; 2 failed; 0 ignored;\n"
        );
        output.lines().for_each(|line| reader.line(line));
        let (counts, failures) = reader.finish();
        assert_eq!((counts.passed, counts.failed), (1, 2));
        let said = |failure: &Failure| failure.said.join("|");
        assert_eq!(failures.iter().map(|one| one.test.as_str()).collect::<Vec<_>>(), ["a::b", "c"]);
        assert_eq!(failures.first().map(said).as_deref(), Some("Error: too wide|Caused by:|    a reason"));
        assert_eq!(failures.get(1).map(|one| one.said.len()), Some(LINES_OF_A_FAILURE));
    }

    #[test]
    fn libtest_of_several_programs_is_summed() {
        let counts = read(
            "     Running unittests src/lib.rs (target/debug/deps/a-0)\n\nrunning 3 tests\ntest a ... ok\ntest b ... FAILED\n\
             test c ... ignored\n\ntest result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             \nrunning 1 test\ntest d ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.01s\n\
             \n   Doc-tests a\n\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
        );
        assert_eq!(counts, Counts { passed: 2, failed: 1, ignored: 1 });
    }

    #[test]
    fn wasm_bindgen_test_is_understood() {
        let counts = read(
            "Running headless tests in Chrome on `http://127.0.0.1:37099/`\nrunning 2 tests\ntest web::adds ... ok\n\
             test web::fails ... FAIL\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 filtered out; finished in 0.12s\n",
        );
        assert_eq!(counts, Counts { passed: 1, failed: 1, ignored: 0 });
    }

    #[test]
    fn a_program_that_dies_has_failed_all_that_it_announced() {
        assert_eq!(read("running 5 tests\ntest a ... ok\n").failed, 5);
        let counts = read("running 5 tests\nrunning 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored;\n");
        assert_eq!(counts, Counts { passed: 2, failed: 5, ignored: 0 });
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in
            ["no tests to run!", "running late", "running 3 processes", "test result: unclear", "test running ... ok"]
        {
            assert_eq!(read(line), Counts::default(), "{line}");
        }
    }
}
