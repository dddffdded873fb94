//! Whether every text can be read on every ground it stands on: the contrast of the tokens in `style/tokens.css`, light and
//! dark, as usual and with more contrast (WCAG 2.2: 1.4.3, 1.4.6, 1.4.11).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../style/tokens.css");

const SURFACES: [&str; 5] = ["--canvas", "--canvas-subtle", "--canvas-inset", "--canvas-overlay", "--canvas-hover"];
/// The grounds of banners, and of the row that holds the focus.
const TINTED: [&str; 4] = ["--accent-subtle", "--success-subtle", "--warning-subtle", "--danger-subtle"];
/// Texts that stand on any of these.
const TEXTS: [&str; 3] = ["--text", "--text-muted", "--text-link"];
/// Colours with a meaning, as text and as the drawings beside it.
const MEANINGS: [&str; 4] = ["--accent", "--success", "--warning", "--danger"];
/// Grounds of `--on-solid`.
const SOLIDS: [&str; 4] = ["--accent-solid", "--success-solid", "--success-solid-hover", "--danger-solid"];

/// The values of a theme by the names of their properties.
type Values = BTreeMap<&'static str, &'static str>;

/// What is declared between the braces after `selector`, at its last place in the file.
fn declared(selector: &str) -> Values {
    let (_, rest) = TOKENS.rsplit_once(selector).unwrap_or_else(|| panic!("no {selector}"));
    let (_, rest) = rest.split_once('{').unwrap();
    let block = rest.split_once("\n    }").map_or(rest, |(block, _)| block);
    let block = block.split_once("\n  }").map_or(block, |(block, _)| block);
    let lines = block.lines().map(str::trim).filter(|line| line.starts_with("--"));
    lines.filter_map(|line| line.trim_end_matches(';').split_once(": ")).collect()
}

fn usual() -> Values {
    let (_, rest) = TOKENS.split_once(":root {").unwrap();
    let block = rest.split_once("\n  }").unwrap().0;
    let lines = block.lines().map(str::trim).filter(|line| line.starts_with("--"));
    lines.filter_map(|line| line.trim_end_matches(';').split_once(": ")).collect()
}

/// The colour of a property: `#rrggbb`, `light-dark(#rrggbb, #rrggbb)`, or another property's.
fn colour(values: &Values, name: &str, is_dark: bool) -> [u8; 3] {
    let value = *values.get(name).unwrap_or_else(|| panic!("no {name}"));
    if let Some(other) = value.strip_prefix("var(") {
        return colour(values, other.trim_end_matches(')'), is_dark);
    }
    let one = match value.strip_prefix("light-dark(").and_then(|pair| pair.trim_end_matches(')').split_once(", ")) {
        Some((light, dark)) => [light, dark][usize::from(is_dark)],
        None => value,
    };
    let part = |at| u8::from_str_radix(&one[at..at + 2], 16).unwrap_or_else(|_| panic!("{name}: {value}"));
    [part(1), part(3), part(5)]
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// The pairs with less contrast than they need.
fn unreadable(values: &Values, is_dark: bool, text_needs: f64) -> Vec<String> {
    let surfaces = || SURFACES.into_iter();
    let grounds = || surfaces().chain(TINTED);
    let pairs = |fronts: &[&'static str], backs: Vec<&'static str>, needs: f64| {
        let pair = |front: &&'static str| backs.iter().map(move |back| (*front, *back, needs)).collect::<Vec<_>>();
        fronts.iter().flat_map(pair).collect::<Vec<_>>()
    };
    let mut all = pairs(&TEXTS, grounds().collect(), text_needs);
    all.extend(pairs(&MEANINGS, surfaces().collect(), text_needs));
    all.extend(SOLIDS.map(|solid| ("--on-solid", solid, text_needs)));
    // What can be typed into or pressed is seen by its line; shapes of states and the ring around the focus likewise.
    all.extend(pairs(&["--line-strong"], vec!["--canvas", "--canvas-subtle", "--canvas-overlay"], 3.0));
    all.extend(pairs(&["--status-idle", "--status-busy", "--status-offline", "--accent"], grounds().collect(), 3.0));
    all.extend([("--text", "--selection", text_needs)]);
    let found = all.into_iter().filter_map(|(front, back, needs)| {
        let found = contrast(colour(values, front, is_dark), colour(values, back, is_dark));
        (found < needs).then(|| format!("{front} on {back}, dark {is_dark}: {found:.2} of {needs}"))
    });
    found.collect()
}

#[test]
fn every_text_can_be_read_on_every_ground_light_and_dark() {
    let usual = usual();
    let found = [false, true].map(|is_dark| unreadable(&usual, is_dark, 4.5)).concat();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn with_more_contrast_every_text_has_seven_to_one() {
    let mut values = usual();
    values.extend(declared("@media (prefers-contrast: more) {\n    :root"));
    let found = [false, true].map(|is_dark| unreadable(&values, is_dark, 7.0)).concat();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_system_and_the_reader_ask_for_the_same_contrast() {
    let by_the_system = declared("@media (prefers-contrast: more) {\n    :root");
    assert!(by_the_system.len() > 5, "{by_the_system:?}");
    assert_eq!(by_the_system, declared(":root[data-contrast=\"more\"]"));
}

#[test]
fn the_contrast_of_black_and_white_is_21() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.001);
    assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
}
