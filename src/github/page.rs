//! One page of runners, and what its `Link` header is believed of.
//!
//! Invariant: from `Link` only page numbers are read, never an address; an odd header is no error (github-api.md section 3).

use super::{RateLimitHeaders, Runner, RunnerId};
use crate::github::endpoint::PAGE_SIZE;

/// One page of the runners of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunnerPage {
    /// The rows, in GitHub's order.
    pub runners: Vec<Runner>,
    /// How many elements of the list are left out because they cannot be read: `null`, or no runner.
    pub unreadable: usize,
    /// How many runners GitHub says there are in all.
    pub total_count: Option<u64>,
    /// What `Link` names as next and last page.
    pub links: PageLinks,
    /// The budget after this request, where the host has one.
    pub rate_limit: Option<RateLimitHeaders>,
}

impl RunnerPage {
    /// How many elements GitHub put on the page, readable or not: what tells whether it is full.
    pub fn element_count(&self) -> usize {
        self.runners.len() + self.unreadable
    }

    /// True where page `number` of the list contradicts a 404 on the runner with this id: it holds the runner, or it is
    /// empty although the total says that it is not.
    pub fn contradicts_absence_of(&self, id: RunnerId, number: u32) -> bool {
        let before = u64::from(number.saturating_sub(1)) * u64::from(PAGE_SIZE);
        let is_short_of_all = self.runners.is_empty() && self.total_count.is_some_and(|total| total > before);
        is_short_of_all || self.runners.iter().any(|runner| runner.id == id)
    }
}

/// The page numbers in a `Link` header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// `rel="next"`.
    pub next: Option<u32>,
    /// `rel="last"`.
    pub last: Option<u32>,
}

impl PageLinks {
    /// Reads the numbers behind `page=` of `rel="next"` and `rel="last"`; whatever else is there is passed over.
    pub fn parse(header: &str) -> Self {
        let mut links = Self::default();
        for link in header.split(',') {
            let Some((target, parameters)) = link.split_once('>') else { continue };
            let is = |relation: &str| {
                parameters.split(';').any(|parameter| {
                    let value = parameter.trim().strip_prefix("rel=").map(|value| value.trim_matches('"'));
                    value.is_some_and(|value| value.eq_ignore_ascii_case(relation))
                })
            };
            if is("next") {
                links.next = links.next.or_else(|| page_number(target));
            } else if is("last") {
                links.last = links.last.or_else(|| page_number(target));
            }
        }
        links
    }
}

fn page_number(target: &str) -> Option<u32> {
    let (_, query) = target.split_once('?')?;
    let value = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("page="))?;
    value.parse().ok().filter(|page| *page > 0)
}

#[cfg(test)]
mod tests {
    use super::PageLinks;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_whatever_the_host_says() {
        let header = r#"<https://evil.example/x?per_page=100&page=2>; rel="next", <https://api.github.com/orgs/o/actions/runners?page=7&per_page=100>; rel="last""#;
        assert_eq!(PageLinks::parse(header), PageLinks { next: Some(2), last: Some(7) });
    }

    #[test]
    fn odd_headers_say_nothing() {
        for header in [
            "",
            "garbage",
            "<x>; rel=next",
            "<x?page=0>; rel=\"next\"",
            "<x?page=99999999999>; rel=\"next\"",
            "<x?per_page=3>; rel=\"next\"",
        ] {
            assert_eq!(PageLinks::parse(header), PageLinks::default(), "{header}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(header in "\\PC*") {
            let _ = PageLinks::parse(&header);
        }
    }
}
