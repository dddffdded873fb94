//! The page starts, under the headers of a real site; and the harness itself sees what it should.

use anyhow::Result;
use harness::browser::{ColourScheme, Scenario};

/// The static text goes when the console starts.
const STARTED: &str = "return !document.querySelector('#starting')";

#[test]
fn the_page_starts_with_a_clean_console() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.script_until("the console to start", STARTED).await?;
        assert_eq!(page.title().await?, "Runner Console");
        assert!(!page.text().await?.contains("could not start"));
        Ok(())
    })
}

#[test]
fn the_page_starts_under_a_path_in_the_dark_on_a_phone() -> Result<()> {
    let scenario = Scenario::new().under("/tools/console/").screen(390, 844).colour_scheme(ColourScheme::Dark);
    scenario.run(async |world| {
        let page = world.open("").await?;
        page.script_until("the console to start", STARTED).await?;
        let seen = page.script("return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]").await?;
        assert_eq!(seen.to_string(), "[390,true]");
        Ok(())
    })
}

#[test]
fn a_violated_policy_fails_a_test() {
    let outcome = Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.script("document.body.setAttribute('style', 'color: red')").await?;
        Ok(())
    });
    assert!(outcome.is_err_and(|error| format!("{error:#}").contains("Content Security Policy")));
}

/// Parts of a page that must and must not be found, put into the page by script.
const THINGS: &str = "
    document.body.replaceChildren();
    const add = (tag, text, attributes = {}, parent = document.body) => {
        const element = document.createElement(tag);
        element.textContent = text;
        for (const name in attributes) element.setAttribute(name, attributes[name]);
        parent.append(element);
        return element;
    };
    const label = add('label', 'GitHub host');
    add('input', '', { id: 'host' }, label);
    add('button', 'Hidden', { hidden: '' });
    add('button', 'Remove a');
    add('button', 'Remove b', { disabled: '' });
    add('input', '', { type: 'checkbox', 'aria-label': 'Ephemeral' });
    const dialog = add('dialog', '', { 'aria-label': 'Add runner' });
    const copy = add('button', 'Copy command', {}, dialog);
    copy.onclick = () => navigator.clipboard.writeText('it\\'s ./config.sh \\u{1f680}\\n').then(() => add('p', 'Copied', {}, dialog));
    window.dialog = dialog;
";

#[test]
fn things_are_found_as_a_screen_reader_finds_them() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.script_until("the console to start", STARTED).await?;
        page.script(THINGS).await?;
        page.get("textbox", "GitHub host").fill("first").await?;
        page.get("textbox", "GitHub host").fill("http://127.0.0.1:8081 ß").await?;
        assert_eq!(page.get("textbox", "GitHub host").value().await?, "http://127.0.0.1:8081 ß");
        assert_eq!(page.all("button").names().await?, ["Remove a", "Remove b"]);
        assert!(page.get("button", "Remove b").is_disabled().await?);
        page.get("checkbox", "Ephemeral").set_checked(true).await?;

        page.script("dialog.showModal()").await?;
        let dialog = page.get("dialog", "Add runner");
        dialog.wait().await?;
        page.get("button", "Remove a").gone().await?;
        dialog.get("button", "Copy command").click().await?;
        dialog.shows("Copied").await?;
        assert_eq!(world.clipboard().await?, "it's ./config.sh \u{1f680}\n");
        assert_eq!(page.title().await?, "Runner Console");
        Ok(())
    })
}

#[test]
fn a_clipboard_can_be_refused() -> Result<()> {
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        page.script_until("the console to start", STARTED).await?;
        world.set_clipboard_writable(false).await?;
        page.script("navigator.clipboard.writeText('x').catch((error) => window.refused = error.name)").await?;
        let refused = page.script_until("the clipboard to refuse", "return window.refused").await?;
        assert_eq!(refused, "NotAllowedError");
        Ok(())
    })
}
