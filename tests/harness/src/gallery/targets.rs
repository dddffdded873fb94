//! Whether what can be pressed is large enough to be hit: 24 pixels each way (WCAG 2.2, 2.5.8), and without that rule's
//! leave for small things that stand alone, which axe-core gives.
//!
//! Invariant: a link inside a sentence is as high as its line, and is the one thing that may be smaller.

use anyhow::{Context, Result, ensure};

use super::still::evaluate;
use crate::browser::Page;

/// Tells each target that is too small with its size. A box with a label is as large as the label, a box in a cell as
/// large as the cell.
const SMALL: &str = r#"(() => {
    const least = 23.9;
    const isInSentence = (one) => {
        const own = one.textContent.trim().length;
        return getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim().length > own;
    };
    const area = (one) => one.matches('[type=checkbox], [type=radio]') ? one.labels[0] ?? one.closest('td') ?? one : one;
    return [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [role=option]')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.visually-hidden, .skip-link'))
        .filter((one) => !isInSentence(one))
        .map((one) => [one, area(one).getBoundingClientRect()])
        .filter(([, { width, height }]) => width < least || height < least)
        .map(([one, { width, height }]) =>
            `${one.localName}.${one.className} "${(one.ariaLabel || one.innerText).slice(0, 60)}": ${width} × ${height}`)
        .join('\n');
})()"#;

/// # Errors
/// Names what is too small, one a line.
pub(super) async fn examine(page: &Page) -> Result<()> {
    let small = evaluate(page, SMALL).await?;
    let small = small.as_str().context("the page tells no sizes")?;
    ensure!(small.is_empty(), "smaller than 24 pixels:\n{small}");
    Ok(())
}
