//! Which rows are shown: the text in the search box, understood.
//!
//! White space separates terms, quotes hold one together (`"gpu box"`), and a row is shown where every term is somewhere in its
//! name, id, operating system or labels, without regard to case. Terms on single fields are the business of
//! [`super::language`], which makes filters of what it understood with [`Filter::of`].
//!
//! Invariant: pure; every text is a filter.

use super::Row;
use crate::lower_case::lower_case;
use std::fmt;
use std::sync::Arc;

/// Whether a row passes a condition.
pub type Test = Arc<dyn Fn(&Row) -> bool + Send + Sync>;

/// The search box, understood once for all rows. Two of the same text are the same.
#[derive(Clone, Default)]
pub struct Filter {
    /// What was typed.
    source: Box<str>,
    terms: Vec<Term>,
}

/// One condition.
#[derive(Clone)]
enum Term {
    /// Lower-case text, anywhere in what can be searched.
    Text(Box<str>),
    /// Anything else.
    Test(Test),
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.source)
    }
}

impl Filter {
    /// Reads what was typed. A quote that is not closed holds the rest together.
    pub fn parse(text: &str) -> Self {
        let mut terms = Vec::new();
        let mut term = String::new();
        let mut quoted = false;
        let mut finish = |term: &mut String| {
            if !term.is_empty() {
                terms.push(Term::Text(lower_case(term).into_boxed_str()));
                term.clear();
            }
        };
        for character in text.chars() {
            match character {
                '"' => quoted = !quoted,
                _ if character.is_whitespace() && !quoted => finish(&mut term),
                _ => term.push(character),
            }
        }
        finish(&mut term);
        Self { source: text.into(), terms }
    }

    /// What another module understood of `source`: a row passes where it passes every test.
    pub fn of(source: &str, tests: Vec<Test>) -> Self {
        Self { source: source.into(), terms: tests.into_iter().map(Term::Test).collect() }
    }

    /// True where every row passes.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a row is shown.
    pub fn matches(&self, row: &Row) -> bool {
        self.terms.iter().all(|term| match term {
            Term::Text(text) => row.search_key.contains(&**text),
            Term::Test(passes) => passes(row),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::fleet::Row;
    use crate::fleet::test_support::{labelled, named};
    use crate::github::Status;
    use proptest::prelude::*;

    fn row() -> Row {
        Row::new(labelled(named(4711, "GPU box 3", Status::Online, false), &["self-hosted", "Linux", "Ünï"]))
    }

    #[test]
    fn every_term_must_be_somewhere() {
        for text in ["", "  ", "gpu", "BOX gpu", "4711", "linux", "self-hosted gpu", "ünï", "\"gpu box\"", "\"box 3"]
        {
            assert!(Filter::parse(text).matches(&row()), "{text}");
        }
        for text in ["gpux", "gpu windows", "\"box gpu\"", "4712", "3 4711 online"] {
            assert!(!Filter::parse(text).matches(&row()), "{text}");
        }
    }

    #[test]
    fn tests_of_another_module_count_like_texts() {
        let is_busy = |row: &Row| row.runner.busy;
        let filter = Filter::of("busy:true", vec![std::sync::Arc::new(is_busy)]);
        assert!(!filter.is_empty() && !filter.matches(&row()));
        assert!(filter == Filter::of("busy:true", Vec::new()) && filter != Filter::parse("busy"));
    }

    #[test]
    fn white_space_and_quotes_alone_filter_nothing() {
        for text in ["", " \t ", "\"", "\"\"", " \"\" "] {
            assert!(Filter::parse(text).is_empty(), "{text:?}");
        }
        assert!(!Filter::parse("\" \"").is_empty());
    }

    proptest! {
        #[test]
        fn any_part_of_a_name_finds_it(before in ".*", part in "[^\"\n]+", after in ".*") {
            let row = Row::new(named(1, &[before.as_str(), &part, &after].concat(), Status::Online, false));
            // Lower case depends on the neighbours for a few letters (a final sigma).
            prop_assume!(row.search_key.contains(&part.to_lowercase()));
            prop_assert!(Filter::parse(&["\"", &part, "\""].concat()).matches(&row));
        }

        #[test]
        fn a_further_term_never_shows_more(one in ".*", two in ".*", name in ".*") {
            let row = Row::new(named(1, &name, Status::Online, false));
            let both = [one.as_str(), if one.matches('"').count() % 2 == 1 { "\" " } else { " " }, &two].concat();
            prop_assert!(!Filter::parse(&both).matches(&row) || Filter::parse(&one).matches(&row));
        }
    }
}
