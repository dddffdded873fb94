//! Makes what is shown hold still: nothing moves, no caret blinks, and what depends on the clock says always the same.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::browser::Page;

/// What a text says where it depends on the clock, on how many requests came before, or on which port is free.
const PLAIN: &str = r"
    const plain = (text) => text
        .replace(/(?<![\d:.])\d{1,2}:\d{2}:\d{2}(\s[AP]M)?(?![\d:])/g, (_, half) => half ? `9:41:00${half[0]}AM` : '9:41:00')
        .replace(/(?<![\d:.])\d{2}:\d{2}(?![\d:])/g, '59:42')
        .replace(/\b\d+ (seconds?|minutes?) ago/g, '5 seconds ago')
        .replace(/\bhace \d+ (segundos?|minutos?)/g, 'hace 5 segundos')
        .replace(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:8000')
        .replace(/\b[\dA-F]{4}(:[\dA-F]{4,})+/g, (id) => id.replace(/[\dA-F]/g, '0'));
    const changing = () => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        while (texts.nextNode()) {
            if (plain(texts.currentNode.data) !== texts.currentNode.data) found.push(texts.currentNode);
        }
        return found;
    };";

/// A promise that is kept when all is still. Texts are changed on the page alone, after everything else was waited for.
const STILL: &str = r"
    const frame = () => new Promise((then) => requestAnimationFrame(then));
    await document.fonts.ready;
    await frame();
    await frame();
    for (const one of document.getAnimations()) {
        if (one.effect.getComputedTiming().endTime === Infinity) { one.pause(); one.currentTime = 0; } else one.finish();
    }
    document.documentElement.style.caretColor = 'transparent';
    for (const text of changing()) text.data = plain(text.data);
    await frame();";

/// Waits until all is still.
pub(super) async fn still(page: &Page) -> Result<()> {
    evaluate(page, &format!("(async () => {{ {PLAIN} {STILL} }})()")).await.map(drop)
}

/// Whether it still is: a clock may have gone on meanwhile.
pub(super) async fn is_still(page: &Page) -> Result<bool> {
    Ok(evaluate(page, &format!("(() => {{ {PLAIN} return changing().length === 0 }})()")).await? == true)
}

/// Waits for a promise of the page, and returns what it came to. Not as a script of `WebDriver`, which the page's policies
/// would bind as soon as it makes functions of texts.
pub(super) async fn evaluate(page: &Page, promise: &str) -> Result<Value> {
    let parameters = json!({ "expression": promise, "awaitPromise": true, "returnByValue": true });
    let mut answer = page.devtools("Runtime.evaluate", parameters).await?;
    let error = &answer["exceptionDetails"];
    ensure!(error.is_null(), "{}", error["exception"]["description"]);
    Ok(answer["result"]["value"].take())
}
