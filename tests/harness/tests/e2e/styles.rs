//! The two style sheets of the built page say what those of the sources say.

use std::fs;

use anyhow::{Context, Result, ensure};
use harness::browser::Scenario;
use harness::layout::Layout;
use harness::page::styles;
use serde_json::json;

/// The rules as the browser has them. Of values that it keeps as they were written, the spaces do not count.
const RULES: &str = "
    const rules = (sheet) => [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s*([,{};>])\\s*|\\s+/g, '$1 '));
";

#[test]
fn the_built_style_sheets_have_the_rules_of_the_sources_in_their_order() -> Result<()> {
    let root = Layout::find().root().to_owned();
    let index = fs::read_to_string(root.join("index.html"))?;
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for link in index.split("<link data-trunk rel=\"css\" href=\"").skip(1) {
        let path = link.split('"').next().context("a link without an end")?;
        let name = path.rsplit('/').next().unwrap_or_default();
        let part = if styles::is_later(name) { &mut later } else { &mut first };
        part.push(fs::read_to_string(root.join(path))?);
    }
    ensure!(first.len() > 1 && later.len() >= styles::LATER.len(), "{} and {} style sheets", first.len(), later.len());
    Scenario::new().run(async |world| {
        let page = world.open("").await?;
        // The second part of the page, and with it its style sheet.
        page.get("form", "Connect").wait().await?;
        ensure!(page.script("return document.styleSheets.length").await? == 2, "not two style sheets");
        for (at, sources) in [first, later].iter().enumerate() {
            let built = page.script(&format!("{RULES} return rules(document.styleSheets[{at}])")).await?;
            let source = format!(
                "{RULES} return {}.flatMap((text) => {{ const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return rules(sheet); }})",
                json!(sources)
            );
            let source = page.script(&source).await?;
            ensure!(built.as_array().is_some_and(|rules| rules.len() > 3), "no rules: {built}");
            for (built, source) in built.as_array().into_iter().flatten().zip(source.as_array().into_iter().flatten()) {
                ensure!(built == source, "not the same rule:\n{built}\n{source}");
            }
            ensure!(built == source, "not the same number of rules");
        }
        Ok(())
    })
}
