//! The one style sheet of the built page says what the seven of the sources say.

use std::fs;

use anyhow::{Context, Result, ensure};
use harness::browser::Scenario;
use harness::layout::Layout;
use serde_json::json;

/// The rules as the browser has them. Of values that it keeps as they were written, the spaces do not count.
const RULES: &str = "
    const rules = (sheet) => [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s*([,{};>])\\s*|\\s+/g, '$1 '));
";

#[test]
fn the_built_style_sheet_has_the_rules_of_the_sources_in_their_order() -> Result<()> {
    let root = Layout::find().root().to_owned();
    let index = fs::read_to_string(root.join("index.html"))?;
    let mut sources = Vec::new();
    for link in index.split("<link data-trunk rel=\"css\" href=\"").skip(1) {
        let path = link.split('"').next().context("a link without an end")?;
        sources.push(fs::read_to_string(root.join(path))?);
    }
    ensure!(sources.len() > 1, "index.html names {} style sheets", sources.len());
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        ensure!(page.script("return document.styleSheets.length").await? == 1, "not one style sheet");
        let built = page.script(&format!("{RULES} return rules(document.styleSheets[0])")).await?;
        let source = format!(
            "{RULES} return {}.flatMap((text) => {{ const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return rules(sheet); }})",
            json!(sources)
        );
        let source = page.script(&source).await?;
        ensure!(built.as_array().is_some_and(|rules| rules.len() > 5), "no rules: {built}");
        for (built, source) in built.as_array().into_iter().flatten().zip(source.as_array().into_iter().flatten()) {
            ensure!(built == source, "not the same rule:\n{built}\n{source}");
        }
        ensure!(built == source, "not the same number of rules");
        Ok(())
    })
}
