//! Dialogs leave the table as it was.

use anyhow::{Result, ensure};
use axum::http::Method;
use harness::browser::{Name, Page, Scenario, until};
use serde_json::json;
use simulator::route::Operation;

use super::admin::{self, Admin, ORG};
use crate::steps::requests;

/// What the table shows, and where the page is scrolled to.
async fn look(page: &Page) -> Result<String> {
    let script = "return `${document.querySelector('[role=grid]').innerText} ${scrollY} ${location.search}`";
    Ok(page.script(script).await?.to_string())
}

#[test]
fn escape_closes_each_dialog_and_leaves_focus_and_table_as_they_were() -> Result<()> {
    Scenario::new().runners(30).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let name = &admin::names(world, ORG)[7];
        admin.row(name).wait().await?;
        let before = look(admin.page).await?;
        let table = admin.table();
        for (opener, dialog) in [
            (admin.page.get("button", "Add runner"), "Add runner".to_owned()),
            (admin.page.get("button", "Runner applications"), "Runner applications".to_owned()),
            (admin.page.get("button", "Connection check"), "Connection check".to_owned()),
            (admin.page.get("button", "What this tab changed"), "What this tab changed".to_owned()),
            (table.get("button", name), name.clone()),
            (table.get("button", &format!("Remove {name}")), format!("Remove {name}")),
        ] {
            opener.click().await?;
            admin.dialog(&dialog).await?;
            admin.escape().await?;
            until(&format!("{opener} to have the focus"), async || {
                Ok((opener.property("focused").await?.as_deref() == Some("true")).then_some(()))
            })
            .await?;
            assert_eq!(look(admin.page).await?, before, "after {dialog}");
        }
        Ok(())
    })
}

#[test]
fn a_dialog_is_closed_by_its_button_too() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let dialog = admin.add_runner().await?;
        dialog.get("button", "Close").click().await?;
        dialog.gone().await?;
        admin.table().wait().await
    })
}

#[test]
fn escape_in_a_scope_combobox_closes_its_list_and_keeps_the_text() -> Result<()> {
    Scenario::new().run(async |world| {
        let admin = Admin::connected(world, "").await?;
        let page = admin.page;
        for (kind, name) in [("Organization", "Organization name"), ("Repository", "Repository (owner/name)")] {
            page.get("radiogroup", "Scope").get("radio", kind).set_checked(true).await?;
            let scope = page.get("combobox", name);
            scope.fill("octo").await?;
            let list = page.get("listbox", name);
            until("suggestions", async || Ok((list.get("option", Name::Any).count().await? > 0).then_some(()))).await?;
            scope.press(harness::browser::Key::Escape).await?;
            list.gone().await?;
            assert_eq!(scope.value().await?, "octo");
            scope.press(harness::browser::Key::Escape).await?;
            assert_eq!(scope.value().await?, "octo");
        }
        // Exactly: addresses are the keys of the browser's cache.
        for (operation, query) in
            [(Operation::UserOrgs, "per_page=100"), (Operation::UserRepos, "per_page=100&sort=pushed")]
        {
            assert!(requests(world, operation).iter().all(|entry| entry.query == query), "{operation:?}");
            assert!(!requests(world, operation).is_empty(), "{operation:?}");
        }
        Ok(())
    })
}

#[test]
fn a_runner_that_went_before_its_detail_was_opened_is_said_to_be_gone() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let name = &admin::names(world, ORG)[1];
        admin.row(name).wait().await?;
        admin::control(world, &Method::DELETE, "runners", &json!({ "scope": ORG, "name": name }))?;
        admin.row(name).get("button", name).click().await?;
        let dialog = admin.dialog(name).await?;
        dialog.get("alert", Name::Any).shows("does not exist any more").await?;
        ensure!(!dialog.text().await?.contains("on GitHub"), "a link to what is not there");
        dialog.get("button", "Refresh").click().await?;
        dialog.gone().await?;
        admin.row(name).gone().await
    })
}

#[test]
fn a_detail_that_could_not_be_read_is_read_again_where_it_is() -> Result<()> {
    Scenario::new().runners(3).run(async |world| {
        let admin = Admin::at(world, ORG).await?;
        let name = &admin::names(world, ORG)[1];
        admin.row(name).wait().await?;
        world.allow_in_console("responded with a status of 403");
        admin::strike(world, json!({ "operation": "get", "status": 403, "times": 1 }))?;
        admin.row(name).get("button", name).click().await?;
        let dialog = admin.dialog(name).await?;
        dialog.get("alert", Name::Any).shows("does not allow your access token to read this runner").await?;
        dialog.get("button", "Try again").click().await?;
        dialog.get("alert", Name::Any).gone().await?;
        dialog.shows("self-hosted").await
    })
}
