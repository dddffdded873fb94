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

/// Reads the output of libtest, of doc tests and of wasm-bindgen-test, line by line.
#[derive(Debug, Default)]
pub struct Reader {
    counts: Counts,
    announced: usize,
}

impl Reader {
    /// Takes one line of output.
    pub fn line(&mut self, line: &str) {
        if let Some(count) = announced(line) {
            // A new program starts: the one before it is through, with a result or without.
            self.close();
            self.announced = count;
        } else if let Some(result) = result(line) {
            self.counts.add(result);
            self.announced = 0;
        }
    }

    /// What was counted, with everything announced accounted for.
    pub fn finish(mut self) -> Counts {
        self.close();
        self.counts
    }

    fn close(&mut self) {
        self.counts.failed += std::mem::take(&mut self.announced);
    }
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
        reader.finish()
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
