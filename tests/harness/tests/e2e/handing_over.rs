//! What the console gives out for others: files of the rows in view, and links to GitHub's own pages.

use anyhow::{Context, Result, ensure};
use harness::browser::{Key, Scenario, until};
use serde_json::{Value, json};
use simulator::Dialect;

use super::admin::{self, Admin, ORG};
use super::steps::{self, Kind};

#[test]
fn the_rows_in_view_are_exported_and_nothing_a_stranger_named_is_computed() -> Result<()> {
    Scenario::new().dialect(Dialect::Cloud).run(async |world| {
        let runners = json!([
            { "name": "gpu-2", "status": "offline", "labels": ["self-hosted", "gpu"] },
            { "name": "=HYPERLINK(\"https://evil.example\")", "labels": ["gpu", "+1"] },
            { "name": "cpu-1" },
        ]);
        admin::set_fleet(world, ORG, &runners)?;
        Admin::at(world, ORG).await?;
        let page = world.page();
        page.get("searchbox", "Filter runners").fill("gpu").await?;
        steps::rows(page, 2).await?;
        steps::table(page).get("button", "Name").click().await?;
        let export = page.get("button", "Export");
        export.click().await?;
        let panel = page.get("group", "Export");
        panel.shows("2 runners, as in the table").await?;
        panel.get("button", "Download CSV").click().await?;
        let csv = world.downloaded(".csv").await?;
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        ensure!(lines[0].starts_with("id,name,status,busy,os,labels"), "{csv}");
        ensure!(
            lines.len() == 3 && lines[1].contains(",\"'=HYPERLINK(\"\"https://evil.example\"\")\",online,"),
            "{csv}"
        );
        ensure!(lines[2].contains(",gpu-2,offline,false,") && lines[2].contains("\"self-hosted, gpu\""), "{csv}");
        panel.shows("Saved as runners-octo-org-").await?;
        panel.get("button", "Download JSON").click().await?;
        let file: Value = serde_json::from_str(&world.downloaded(".json").await?)?;
        let gpu = admin::runner(world, ORG, "gpu-2").context("it is gone")?;
        ensure!(file[0]["name"] == "=HYPERLINK(\"https://evil.example\")" && file[1]["id"] == gpu.id, "{file}");
        ensure!(file[1]["labels"] == json!(["self-hosted", "gpu"]), "{file}");
        panel.get("button", "Copy as Markdown").click().await?;
        page.shows("Markdown copied").await?;
        let markdown = world.clipboard().await?;
        ensure!(markdown.lines().count() == 4 && markdown.contains("| `gpu-2` | `offline` |"), "{markdown}");
        // Escape closes the panel alone, and the keyboard is where it was.
        panel.get("button", "Copy as Markdown").press(Key::Escape).await?;
        until("the panel to close", async || Ok((panel.count().await? == 0).then_some(()))).await?;
        ensure!(export.property("focused").await?.as_deref() == Some("true"));
        Ok(())
    })
}

#[test]
fn no_cell_begins_with_what_a_spreadsheet_computes() -> Result<()> {
    Scenario::new().run(async |world| {
        let names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"];
        let runners: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
        admin::set_fleet(world, ORG, &json!(runners))?;
        let admin = Admin::at(world, ORG).await?;
        steps::rows(admin.page, names.len()).await?;
        admin.page.get("button", "Export").click().await?;
        let panel = admin.page.get("group", "Export");
        panel.get("button", "Download CSV").click().await?;
        let csv = world.downloaded(".csv").await?;
        for name in names {
            ensure!(csv.contains(&format!("'{name}")), "{name:?} in {csv:?}");
            for before in [",", ",\"", "\n", "\n\""] {
                ensure!(!csv.contains(&format!("{before}{name}")), "{name:?} begins a cell of {csv:?}");
            }
        }
        // A program gets what GitHub said.
        panel.get("button", "Download JSON").click().await?;
        let file: Vec<Value> = serde_json::from_str(&world.downloaded(".json").await?)?;
        ensure!(file.iter().zip(names).all(|(line, name)| line["name"] == name), "{file:?}");
        Ok(())
    })
}

#[test]
fn each_scope_and_runner_leads_to_its_own_page_on_github() -> Result<()> {
    Scenario::new().run(async |world| {
        let ready = world.github().ready();
        let page = steps::connect(world).await?;
        for kind in [Kind::Enterprise, Kind::Organization, Kind::Repository] {
            steps::show_scope(page, kind, kind.name(ready)).await?;
            page.shows("Read at ").await?;
            let path = match kind {
                Kind::Organization => format!("organizations/{}", ready.org),
                Kind::Enterprise | Kind::Repository => kind.web_path(ready),
            };
            let address = format!("{}/{path}/settings/actions/runners", ready.web);
            let link = page.get("link", "Runners on GitHub");
            ensure!(link.attribute("href").await?.as_deref() == Some(&address), "{address}");
            ensure!(link.attribute("rel").await?.is_some_and(|rel| rel.contains("noopener")));
            let first = steps::fleet(world, &kind.path(ready))?.into_iter().next().context("no runner")?;
            steps::table(page).get("button", first.name.as_str()).click().await?;
            let link = page.get("dialog", first.name.as_str()).get("link", "This runner on GitHub");
            let wanted = format!("{address}/{}", first.id);
            ensure!(link.attribute("href").await?.as_deref() == Some(&wanted), "{wanted}");
            page.all("dialog").press(Key::Escape).await?;
            page.get("button", "Change scope").click().await?;
            page.get("radiogroup", "Scope").wait().await?;
        }
        Ok(())
    })
}
