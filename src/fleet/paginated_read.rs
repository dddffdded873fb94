//! One reading of all pages of a scope: which pages to ask for, and what their answers add up to.
//!
//! Invariant: page numbers rise strictly and are asked once; at most [`MOST_IN_FLIGHT`] are under way; whatever `Link`
//! and `total_count` claim, reading ends at a page that is short, empty or brings no new id (github-api.md section 3).

use super::snapshot::{Row, Snapshot};
use crate::github::endpoint::PAGE_SIZE;
use crate::github::{ApiError, CacheMode, RunnerId, RunnerPage};
use std::sync::Arc;

/// How many pages may be asked for at once.
pub const MOST_IN_FLIGHT: usize = 6;

/// One reading under way.
#[derive(Debug)]
pub struct PaginatedRead {
    /// Tells the answers of this reading from those of others.
    pub number: u32,
    /// Whether the browser's cache will do.
    pub cache_mode: CacheMode,
    /// The pages that were asked for, the first one first; the one behind them is the next to be asked for.
    pages: Vec<Page>,
    /// Nothing more will be asked, whatever is missing.
    given_up: bool,
    /// All rows that came, in the order in which they did.
    came: Snapshot,
    /// No page beyond this one is asked for.
    last: u32,
    /// The page size the host really uses, read off its first page.
    page_size: usize,
    total: Option<u64>,
    /// The smallest total on any page.
    least_total: Option<u64>,
    /// Runners that came and were taken out again: the total counts them.
    forgotten: u64,
    consistency: Consistency,
}

/// What became of a page.
#[derive(Debug)]
enum Page {
    /// It is under way.
    Asked,
    Came(Vec<Arc<Row>>),
    Failed(ApiError),
    /// It failed, and is to be asked for once more.
    WantedAgain,
}

/// Whether the pages read so far can come from one state of the fleet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consistency {
    /// Same total on all, no id twice.
    Kept,
    /// The fleet changed in between.
    Broken,
}

/// What a reading that is over amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All pages carry one total, and as many distinct ids came.
    Complete,
    /// All pages came, but they do not fit together.
    Changed,
    /// All pages came and fit together, but GitHub counts more or fewer runners than it lists.
    CountsDiffer,
    /// At least one page could not be read.
    PagesMissing,
}

impl PaginatedRead {
    /// A reading that has not asked for anything yet.
    pub fn new(number: u32, cache_mode: CacheMode) -> Self {
        Self {
            number,
            cache_mode,
            pages: Vec::new(),
            given_up: false,
            came: Snapshot::default(),
            last: 1,
            page_size: PAGE_SIZE as usize,
            total: None,
            least_total: None,
            forgotten: 0,
            consistency: Consistency::Kept,
        }
    }

    /// The pages to ask for now; they count as under way from here on.
    pub fn take_wanted(&mut self) -> Vec<u32> {
        let mut wanted = Vec::new();
        let mut free = MOST_IN_FLIGHT - self.pages.iter().filter(|page| matches!(page, Page::Asked)).count();
        for (page, number) in self.pages.iter_mut().zip(1..) {
            if free > 0 && matches!(page, Page::WantedAgain) {
                *page = Page::Asked;
                wanted.push(number);
                free -= 1;
            }
        }
        while free > 0 && self.has_next() {
            self.pages.push(Page::Asked);
            wanted.push(self.asked());
            free -= 1;
        }
        wanted
    }

    /// How many pages were asked for.
    fn asked(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is a page that was not asked for yet, and that will be.
    fn has_next(&self) -> bool {
        self.asked() < self.last && !self.given_up
    }

    /// The place of a page that is under way.
    fn in_flight(&mut self, number: u32) -> Option<&mut Page> {
        let page = self.pages.get_mut((number as usize).checked_sub(1)?)?;
        matches!(page, Page::Asked).then_some(page)
    }

    /// Takes a page in. Rows that did not change since `previous` are shared with it.
    pub fn page_came(&mut self, number: u32, page: RunnerPage, previous: &Snapshot) {
        let is_first = !self.pages.iter().any(|page| matches!(page, Page::Came(_) | Page::Failed(_)));
        let Some(place) = self.in_flight(number) else { return };
        let (elements, count) = (page.element_count(), page.runners.len());
        let rows: Vec<_> = page.runners.into_iter().map(|runner| previous.share(runner)).collect();
        *place = Page::Came(rows.clone());
        if is_first {
            self.came.make_room(page.total_count);
        }
        let known_before = self.came.rows().len();
        for row in rows {
            self.came.put(row);
        }
        let new = self.came.rows().len() - known_before;
        self.least_total = self.least_total.min(page.total_count).or(self.least_total).or(page.total_count);
        if is_first {
            self.total = page.total_count;
            self.plan(number, elements, page.links.last);
        } else if self.total != page.total_count {
            self.consistency = Consistency::Broken;
        }
        if new < count {
            self.consistency = Consistency::Broken;
        }
        if elements < self.page_size || new == 0 {
            // Short, empty or nothing new: there is nothing behind it.
            self.last = self.last.min(number);
        } else if number == self.last {
            // As full as a page can be: without a total, only the next page can tell whether this was the end.
            self.last = match page.total_count {
                Some(total) if total >= self.came.rows().len() as u64 => self.last.max(self.pages_for(total)),
                _ => number.saturating_add(1),
            };
        }
    }

    fn pages_for(&self, total: u64) -> u32 {
        u32::try_from(total.div_ceil(self.page_size as u64)).unwrap_or(u32::MAX)
    }

    /// What the first page says about the others. `Link` is asked only where there is no total.
    fn plan(&mut self, number: u32, count: usize, last_link: Option<u32>) {
        let more = self.total.is_some_and(|total| total > count as u64);
        if more && count > 0 {
            // Some servers cap the page below what was asked for.
            self.page_size = self.page_size.min(count);
        }
        let pages = match self.total {
            Some(total) => self.pages_for(total),
            None => last_link.unwrap_or(number),
        };
        self.last = pages.max(number);
    }

    /// Takes out a runner that is gone, though a page brought it. The total still counts it: the pass will be read again.
    pub fn forget(&mut self, id: RunnerId) {
        if self.has(id) {
            self.came = self.came.without(id);
            self.forgotten += 1;
            self.consistency = Consistency::Broken;
            for page in &mut self.pages {
                if let Page::Came(rows) = page {
                    rows.retain(|row| row.runner.id != id);
                }
            }
        }
    }

    /// Notes that a page could not be read. The others are still wanted.
    pub fn page_failed(&mut self, number: u32, error: ApiError) {
        if let Some(page) = self.in_flight(number) {
            *page = Page::Failed(error);
        }
    }

    /// Wants the missing pages once more, past the cache, and only those. False where that cannot complete the pass.
    pub fn retry(&mut self) -> bool {
        if self.given_up || !self.pages.iter().any(|page| matches!(page, Page::Came(_))) {
            return false;
        }
        for number in self.missing_pages() {
            self.pages[number as usize - 1] = Page::WantedAgain;
        }
        self.cache_mode = CacheMode::Fresh;
        true
    }

    /// Asks for no further page: what is still missing counts as failed with this error.
    pub fn give_up(&mut self, error: &ApiError) {
        for page in &mut self.pages {
            if matches!(page, Page::Asked | Page::WantedAgain) {
                *page = Page::Failed(error.clone());
            }
        }
        if self.has_next() {
            self.pages.push(Page::Failed(error.clone()));
        }
        self.given_up = true;
    }

    /// True once nothing is under way and nothing more is wanted.
    pub fn is_over(&self) -> bool {
        !self.has_next() && !self.pages.iter().any(|page| matches!(page, Page::Asked | Page::WantedAgain))
    }

    /// Pages that arrived, and how many there are as far as is known.
    pub fn progress(&self) -> (u32, Option<u32>) {
        let done = self.pages.iter().filter(|page| matches!(page, Page::Came(_))).count();
        (u32::try_from(done).unwrap_or(u32::MAX), (done > 0).then_some(self.last))
    }

    /// The rows that came, in GitHub's order.
    pub fn rows(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.pages.iter().filter_map(|page| if let Page::Came(rows) = page { Some(rows) } else { None }).flatten()
    }

    /// Whether a runner came.
    pub fn has(&self, id: RunnerId) -> bool {
        self.came.get(id).is_some()
    }

    /// How many runners GitHub says there are.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// How many runners came.
    pub fn listed(&self) -> u64 {
        self.came.rows().len() as u64
    }

    /// How many more runners GitHub counts than came, by the smallest total on any page.
    pub fn uncounted_for(&self) -> u64 {
        self.least_total.map_or(0, |total| total.saturating_sub(self.listed() + self.forgotten))
    }

    /// The pages that could not be read, within what there is to read, and why.
    fn failures(&self) -> impl Iterator<Item = (u32, &ApiError)> {
        (1..=self.last).zip(&self.pages).filter_map(|(number, page)| match page {
            Page::Failed(error) => Some((number, error)),
            _ => None,
        })
    }

    /// The pages that could not be read, within what there is to read.
    pub fn missing_pages(&self) -> Vec<u32> {
        self.failures().map(|(number, _)| number).collect()
    }

    /// Why the first missing page could not be read.
    pub fn error(&self) -> Option<&ApiError> {
        self.failures().next().map(|(_, error)| error)
    }

    /// What the reading amounts to, once it is over.
    pub fn verdict(&self) -> Verdict {
        if self.error().is_some() {
            return Verdict::PagesMissing;
        }
        match self.consistency {
            Consistency::Broken => Verdict::Changed,
            Consistency::Kept if self.total.is_none_or(|total| total == self.listed()) => Verdict::Complete,
            Consistency::Kept => Verdict::CountsDiffer,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{MOST_IN_FLIGHT, PaginatedRead, Verdict};
    use crate::fleet::Snapshot;
    use crate::fleet::test_support::{failure, page};
    use crate::github::page::PageLinks;
    use crate::github::{CacheMode, ErrorKind, RunnerPage};

    /// A server with this many runners answers every page the pass asks for, the last asked first.
    fn read_all(total: u64, answer: impl Fn(u32) -> RunnerPage) -> (PaginatedRead, Vec<u32>) {
        let mut read = PaginatedRead::new(1, CacheMode::Fresh);
        let (mut asked, mut waiting) = (Vec::new(), Vec::new());
        loop {
            waiting.extend(read.take_wanted());
            assert!(waiting.len() <= MOST_IN_FLIGHT, "never more than six under way");
            let Some(number) = waiting.pop() else { break };
            asked.push(number);
            assert!(asked.len() < 1_000, "reading must end, total {total}");
            read.page_came(number, answer(number), &Snapshot::default());
        }
        assert!(read.is_over());
        asked.sort_unstable();
        (read, asked)
    }

    #[test]
    fn every_page_is_asked_once_and_the_set_is_verified() {
        for total in [0, 1, 99, 100, 101, 250, 1_000, 10_000] {
            let (read, asked) = read_all(total, |number| page(1..=total, number, Some(total)));
            let pages = u32::try_from(total.div_ceil(100)).unwrap().max(1);
            assert_eq!(asked, (1..=pages).collect::<Vec<_>>(), "{total}");
            assert_eq!(read.verdict(), Verdict::Complete, "{total}");
            assert_eq!(read.rows().count() as u64, total);
            let ids: Vec<u64> = read.rows().map(|row| row.runner.id.0).collect();
            assert!(ids.is_sorted(), "rows stay in GitHub's order, whatever the order of the answers");
        }
    }

    #[test]
    fn without_a_total_reading_goes_on_until_a_short_page() {
        let (read, asked) = read_all(250, |number| page(1..=250, number, None));
        assert_eq!((asked, read.verdict()), (vec![1, 2, 3], Verdict::Complete));
        // A fleet of exactly two pages shows its end by an empty third one.
        let (read, asked) = read_all(200, |number| page(1..=200, number, None));
        assert_eq!((asked, read.verdict()), (vec![1, 2, 3], Verdict::Complete));
    }

    #[test]
    fn a_server_that_caps_its_pages_is_read_whole() {
        let (read, asked) = read_all(95, |number| {
            let first = u64::from(number - 1) * 30 + 1;
            RunnerPage { total_count: Some(95), ..page(first..=(first + 29).min(95), 1, None) }
        });
        assert_eq!((asked, read.verdict()), (vec![1, 2, 3, 4], Verdict::Complete));
    }

    #[test]
    fn lies_about_the_size_end_at_the_first_short_page() {
        let (read, asked) = read_all(0, |number| page(1..=150, number, Some(1_000_000_000_000)));
        assert!(asked.len() <= 2 + MOST_IN_FLIGHT && read.verdict() == Verdict::CountsDiffer);
        let (_, asked) = read_all(0, |number| RunnerPage {
            links: PageLinks { next: Some(2), last: Some(4_000_000_000) },
            ..page(1..=150, number, None)
        });
        assert!(asked.len() <= 2 + MOST_IN_FLIGHT, "{asked:?}");
    }

    #[test]
    fn a_total_below_what_is_listed_does_not_end_the_reading_at_a_full_page() {
        let (read, asked) = read_all(0, |number| page(1..=250, number, Some(3)));
        assert_eq!((asked, read.listed()), (vec![1, 2, 3], 250));
        assert_eq!((read.verdict(), read.uncounted_for()), (Verdict::CountsDiffer, 0));
    }

    #[test]
    fn a_total_above_what_is_listed_is_no_change_of_the_fleet() {
        let (read, asked) = read_all(0, |number| page(1..=3, number, Some(5)));
        // The second page is asked for, as a server may cap its pages.
        assert_eq!((asked, read.verdict(), read.uncounted_for()), (vec![1, 2], Verdict::CountsDiffer, 2));
    }

    #[test]
    fn a_page_with_an_element_that_cannot_be_read_is_not_short() {
        let (read, asked) = read_all(0, |number| {
            let mut page = page(1..=250, number, Some(250));
            if number == 1 {
                page.runners.pop();
                page.unreadable = 1;
            }
            page
        });
        assert_eq!((asked, read.listed()), (vec![1, 2, 3], 249));
        assert_eq!((read.verdict(), read.uncounted_for()), (Verdict::CountsDiffer, 1));
    }

    #[test]
    fn a_server_that_ignores_the_page_number_does_not_go_on_for_ever() {
        let (read, asked) = read_all(0, |_| page(1..=100, 1, None));
        assert_eq!((asked, read.verdict()), (vec![1, 2], Verdict::Changed));
    }

    #[test]
    fn a_total_that_changes_and_an_id_that_comes_twice_are_noticed() {
        let (read, _) = read_all(150, |number| page(1..=150, number, Some(150 + u64::from(number))));
        assert_eq!(read.verdict(), Verdict::Changed);
        // Runner 100 moved to the second page and runner 101 fell between: the count of rows is right, the set is not.
        let (read, _) = read_all(150, |number| match number {
            1 => page(1..=150, 1, Some(150)),
            _ => RunnerPage { total_count: Some(150), ..page(100..=149, 1, None) },
        });
        assert_eq!(read.verdict(), Verdict::Changed);
    }

    #[test]
    fn one_failed_page_does_not_lose_the_others() {
        let mut read = PaginatedRead::new(1, CacheMode::Fresh);
        read.take_wanted();
        read.page_came(1, page(1..=300, 1, Some(300)), &Snapshot::default());
        assert_eq!(read.take_wanted(), [2, 3]);
        read.page_failed(2, failure(ErrorKind::Server));
        read.page_came(3, page(1..=300, 3, Some(300)), &Snapshot::default());
        assert!(read.is_over());
        assert_eq!((read.verdict(), read.missing_pages(), read.rows().count()), (Verdict::PagesMissing, vec![2], 200));
    }

    #[test]
    fn giving_up_ends_the_reading_and_names_what_is_missing() {
        let mut read = PaginatedRead::new(1, CacheMode::Fresh);
        read.take_wanted();
        read.page_came(1, page(1..=1_000, 1, Some(1_000)), &Snapshot::default());
        read.take_wanted();
        read.page_failed(2, failure(ErrorKind::BadCredentials));
        read.give_up(&failure(ErrorKind::BadCredentials));
        assert!(read.is_over() && read.take_wanted().is_empty());
        assert_eq!(read.missing_pages(), [2, 3, 4, 5, 6, 7, 8]);
    }
}
