//! Pages and the `Link` header (github-api.md sections 2 and 3).
//!
//! Invariant: `per_page` is 1 to 100 (30 by default) and `page` is at least 1, whatever was asked for. `Link` names
//! the real host, also to a client that came through a proxy.

use crate::query::{Pairs, encode};

/// The page a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The page's number, from 1.
    pub number: usize,
    /// How many things are on a page.
    pub size: usize,
}

impl Page {
    /// Reads `per_page` and `page`: over 100 is 100, nonsense is the default.
    pub fn of(query: &Pairs) -> Self {
        let number = |key| query.get(key).and_then(|text| text.parse::<usize>().ok()).filter(|&number| number > 0);
        Self { number: number("page").unwrap_or(1), size: number("per_page").unwrap_or(30).min(100) }
    }

    /// How many things come before this page.
    pub fn skip(self) -> usize {
        (self.number - 1).saturating_mul(self.size)
    }

    /// The last page of `total` things.
    fn last(self, total: usize) -> usize {
        total.div_ceil(self.size).max(1)
    }

    /// The `Link` header: none where everything is on one page.
    pub fn link(self, url: &str, query: &Pairs, total: usize) -> Option<String> {
        let last = self.last(total);
        let mut links = Vec::new();
        if self.number > 1 {
            links.push((self.number.min(last + 1) - 1, "prev"));
        }
        if self.number < last {
            links.push((self.number + 1, "next"));
        }
        if self.number != last && last > 1 {
            links.push((last, "last"));
        }
        if self.number > 1 {
            links.push((1, "first"));
        }
        let others: Vec<String> =
            query.without(&["page"]).map(|(key, value)| format!("{}={}&", encode(key), encode(value))).collect();
        let others = others.concat();
        let links: Vec<String> =
            links.iter().map(|(page, rel)| format!("<{url}?{others}page={page}>; rel=\"{rel}\"")).collect();
        (!links.is_empty()).then(|| links.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::query::Pairs;

    fn page(query: &str) -> (usize, usize) {
        let page = Page::of(&Pairs::parse(query));
        (page.number, page.size)
    }

    #[test]
    fn nonsense_is_the_default_and_the_limit_is_100() {
        assert_eq!(page(""), (1, 30));
        assert_eq!(page("page=3&per_page=7"), (3, 7));
        assert_eq!(page("per_page=101"), (1, 100));
        assert_eq!(page("page=0&per_page=0"), (1, 30));
        assert_eq!(page("page=-1&per_page=x"), (1, 30));
    }

    fn rels(query: &str, total: usize) -> String {
        let query = Pairs::parse(query);
        let link = Page::of(&query).link("http://h/x", &query, total).unwrap_or_default();
        link.replace("http://h/x?per_page=10&page=", "")
    }

    #[test]
    fn the_four_relations() {
        assert_eq!(rels("per_page=10", 10), "");
        assert_eq!(rels("per_page=10", 25), r#"<2>; rel="next", <3>; rel="last""#);
        assert_eq!(
            rels("per_page=10&page=2", 25),
            r#"<1>; rel="prev", <3>; rel="next", <3>; rel="last", <1>; rel="first""#
        );
        assert_eq!(rels("per_page=10&page=3", 25), r#"<2>; rel="prev", <1>; rel="first""#);
        assert_eq!(rels("per_page=10&page=9", 25), r#"<3>; rel="prev", <3>; rel="last", <1>; rel="first""#);
    }
}
