//! What to write into the search box so that it shows certain runners: for buttons that filter.
//!
//! Invariant: pure; what is written is read as one condition, whatever a stranger named a label.

use crate::github::RunnerId;

/// The most runners that are named by id: an address has no room for more.
const MOST_IDS: usize = 200;

/// Runners with all of these labels: `label:gpu label:"two words"`. A quote in a label cannot be typed: it stands for any text
/// there, which the star does.
pub fn having_labels(labels: &[String]) -> String {
    let named = labels.iter().filter(|label| !label.is_empty());
    named.map(|label| ["label:", &quoted(&label.replace('"', "*"))].concat()).collect::<Vec<_>>().join(" ")
}

/// These runners and no others, the first so many of them: `id:1,2,3`.
pub fn being(ids: impl Iterator<Item = RunnerId>) -> String {
    let ids: Vec<String> = ids.take(MOST_IDS).map(|id| id.to_string()).collect();
    ["id:", &ids.join(",")].concat()
}

fn quoted(text: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | '/' | '+');
    if text.chars().all(is_plain) { text.to_owned() } else { ["\"", text, "\""].concat() }
}

#[cfg(test)]
mod tests {
    use super::{MOST_IDS, being, having_labels};
    use crate::github::RunnerId;

    #[test]
    fn labels_are_quoted_where_they_need_it() {
        let labels = ["self-hosted", "two words", "a,b", "x:y", "Ünï", "say \"hi\"", ""].map(str::to_owned);
        let expected = "label:self-hosted label:\"two words\" label:\"a,b\" label:\"x:y\" label:Ünï label:\"say *hi*\"";
        assert_eq!(having_labels(&labels), expected);
    }

    #[test]
    fn ids_are_listed_as_far_as_an_address_has_room() {
        assert_eq!(being([3, 1].map(RunnerId).into_iter()), "id:3,1");
        assert_eq!(being((0..10_000).map(RunnerId)).split(',').count(), MOST_IDS);
    }
}
