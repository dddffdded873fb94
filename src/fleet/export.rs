//! Tables that leave the page as files or text: CSV, JSON, Markdown.
//!
//! Invariant: pure. What a stranger wrote stays a cell: in a spreadsheet it is no formula, in JSON no second value, in
//! Markdown no link, no mention and no further column.

use super::{Row, escape_invisible};
use crate::github::Status;
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// One value of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A text, perhaps a stranger's.
    Text(String),
    /// A whole number: in JSON all its digits, whatever a reader makes of them.
    Number(u64),
    /// Yes or no.
    Bool(bool),
    /// Several texts.
    List(Vec<String>),
    /// Not known, or the host does not say.
    Nothing,
}

/// Rows of the same cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the cells are called: GitHub's own names of the fields where it has some.
    pub head: Vec<&'static str>,
    /// As many cells in each as there are names.
    pub rows: Vec<Vec<Cell>>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

impl Table {
    /// Runners, in the order given. What no runner of them has is left out: a host that knows no groups has no such column.
    pub fn of_runners<'a>(rows: impl IntoIterator<Item = &'a Arc<Row>>) -> Self {
        let mut head = vec!["id", "name", "status", "busy", "os", "labels", "runner_group_id", "ephemeral", "version"];
        let mut rows: Vec<Vec<Cell>> = rows.into_iter().map(|row| cells(row)).collect();
        for column in (6..head.len()).rev() {
            if rows.iter().all(|row| row[column] == Cell::Nothing) {
                head.remove(column);
                for row in &mut rows {
                    row.remove(column);
                }
            }
        }
        Self { head, rows }
    }

    /// Comma-separated values (RFC 4180), with the mark by which spreadsheets know UTF-8. A text that a spreadsheet would
    /// compute gets an apostrophe before it.
    pub fn csv(&self) -> String {
        let mut file = String::from("\u{feff}");
        let head = self.head.iter().map(|name| (*name).to_owned()).collect();
        for line in std::iter::once(head).chain(self.rows.iter().map(|row| row.iter().map(csv_cell).collect())) {
            let line: Vec<String> = line;
            file.push_str(&line.join(","));
            file.push_str("\r\n");
        }
        file
    }

    /// A list of objects, whose fields are in the order of the columns.
    pub fn json(&self) -> String {
        // Cannot fail: the names are strings, and nothing is written to but memory.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// A table of GitHub's Markdown. Texts are code: nothing in them is a link or calls anybody.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        let mut line = |cells: Vec<String>| {
            text.push_str("| ");
            text.push_str(&cells.join(" | "));
            text.push_str(" |\n");
        };
        line(self.head.iter().map(|name| (*name).to_owned()).collect());
        line(self.head.iter().map(|_| "---".to_owned()).collect());
        for row in &self.rows {
            line(row.iter().map(markdown_cell).collect());
        }
        text
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|row| Fields { head: &self.head, row }))
    }
}

/// One row as an object.
struct Fields<'a> {
    head: &'a [&'static str],
    row: &'a [Cell],
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.head.iter().zip(self.row))
    }
}

fn cells(row: &Row) -> Vec<Cell> {
    let runner = &row.runner;
    let status = match &runner.status {
        Status::Online => "online".into(),
        Status::Offline => "offline".into(),
        Status::Other(word) => Cell::Text(word.to_string()),
        Status::Unknown => Cell::Nothing,
    };
    vec![
        Cell::Number(runner.id.0),
        Cell::Text(runner.name.clone()),
        status,
        Cell::Bool(runner.busy),
        Cell::Text(runner.os.clone()),
        Cell::List(runner.labels.iter().map(|label| label.name.clone()).collect()),
        runner.runner_group_id.map_or(Cell::Nothing, Cell::Number),
        runner.ephemeral.map_or(Cell::Nothing, Cell::Bool),
        runner.version.clone().into(),
    ]
}

fn csv_cell(cell: &Cell) -> String {
    let text = match cell {
        Cell::Text(text) => harmless(text),
        Cell::List(texts) => harmless(&texts.join(", ")),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::Nothing => String::new(),
    };
    if text.contains(['"', ',', '\r', '\n', ';', '\t']) {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text
    }
}

/// Spreadsheets compute what begins so (OWASP, "CSV injection"), some of them after white space as well.
fn harmless(text: &str) -> String {
    let computed = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if computed || text.starts_with(['\t', '\r', '\n']) { ["'", text].concat() } else { text.to_owned() }
}

fn markdown_cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => markdown_code(text),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::List(texts) => texts.iter().map(|text| markdown_code(text)).collect::<Vec<String>>().join(", "),
        Cell::Nothing => String::new(),
    }
}

/// Between more backticks than the text has in a row. A bar ends a cell even within code, unless a backslash is before it.
fn markdown_code(text: &str) -> String {
    let text = escape_invisible(text).replace('|', "\\|");
    if text.is_empty() {
        return text;
    }
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    [&fence, space, &text, space, &fence].concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Cell, Table};
    use crate::fleet::Row;
    use crate::fleet::test_support::{labelled, named};
    use crate::github::Status;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn one(text: &str) -> Table {
        Table { head: vec!["name"], rows: vec![vec![text.into()]] }
    }

    fn fleet() -> Table {
        let mut second = named(18_446_744_073_709_551_615, "=HYPERLINK(\"x\")", Status::Unknown, true);
        second.version = Some("2.329.0".to_owned());
        let rows = [labelled(named(7, "gpu|`box", Status::Offline, false), &["self-hosted", "a\"b"]), second];
        Table::of_runners(&rows.map(|runner| Arc::new(Row::new(runner))))
    }

    #[test]
    fn columns_that_no_runner_has_are_left_out() {
        assert_eq!(fleet().head, ["id", "name", "status", "busy", "os", "labels", "version"]);
        assert_eq!(Table::of_runners(&[]).head, ["id", "name", "status", "busy", "os", "labels"]);
    }

    #[test]
    fn a_spreadsheet_computes_nothing() {
        for (text, cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            (" =1", "' =1"),
            ("\tx", "\"'\tx\""),
            ("\rx", "\"'\rx\""),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
            ("=1,2", "\"'=1,2\""),
            ("", ""),
        ] {
            assert_eq!(one(text).csv(), format!("\u{feff}name\r\n{cell}\r\n"), "{text:?}");
        }
        assert!(fleet().csv().contains("18446744073709551615,\"'=HYPERLINK(\"\"x\"\")\",,true,"));
    }

    #[test]
    fn the_fields_of_json_are_in_the_order_of_the_columns() {
        let text = one("a\"b").json();
        assert_eq!(text, "[\n  {\n    \"name\": \"a\\\"b\"\n  }\n]");
        let row = fleet().json();
        let at = |name: &str| row.find(&format!("\"{name}\": ")).unwrap();
        assert!(at("id") < at("name") && at("name") < at("labels") && at("labels") < at("version"));
        assert!(row.contains("\"id\": 18446744073709551615"));
    }

    #[test]
    fn markdown_texts_are_code_in_one_cell() {
        let text = fleet().markdown();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "| --- | --- | --- | --- | --- | --- | --- |");
        assert!(lines[2].starts_with("| 7 | ``gpu\\|`box`` | `offline` | false | "), "{}", lines[2]);
        assert!(one("`").markdown().contains("| `` ` `` |"));
        assert!(one("a\nb").markdown().contains("⟨U+000A⟩"));
    }

    proptest! {
        #[test]
        fn json_is_read_back_as_it_was(text in "\\PC*|.*|[\\x00-\\x7f]*", number in any::<u64>(), value in any::<bool>()) {
            let row = vec![Cell::from(text.as_str()), Cell::Number(number), Cell::Bool(value), Cell::Nothing, Cell::List(vec![text.clone()])];
            let table = Table { head: vec!["a", "b", "c", "d", "e"], rows: vec![row.clone(), row] };
            let read: serde_json::Value = serde_json::from_str(&table.json()).unwrap();
            let wanted = serde_json::json!({ "a": text, "b": number, "c": value, "d": null, "e": [text] });
            prop_assert_eq!(read, serde_json::json!([wanted, wanted]));
        }

        #[test]
        fn a_line_has_its_cells_whatever_is_in_them(text in "\\PC*|[`|\\\\]*") {
            let table = Table { head: vec!["a", "b"], rows: vec![vec![text.as_str().into(), Cell::Bool(true)]] };
            let markdown = table.markdown();
            prop_assert_eq!(markdown.lines().count(), 3);
            let line = markdown.lines().last().unwrap();
            // A bar behind a backslash is part of its cell.
            let bars = line.char_indices().filter(|(at, character)| *character == '|' && !line[..*at].ends_with('\\')).count();
            prop_assert_eq!(bars, 3);
        }

        #[test]
        fn no_cell_of_a_csv_begins_a_formula(text in "[ \t\r\n]*[=+@-].*") {
            let csv = one(&text).csv();
            let cell = csv.trim_start_matches("\u{feff}name\r\n").trim_start_matches('"');
            prop_assert!(cell.starts_with('\''), "{}", cell);
        }
    }
}
