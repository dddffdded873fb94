//! What an admin does in many tests: connects, opens a scope and its dialogs; and what the simulated GitHub then knows.
//!
//! Invariant: things are found by the roles and names of product.md only.

use anyhow::{Context, Result, bail};
use axum::http::Method;
use harness::browser::{Key, Locator, Page, World};
use serde_json::{Value, json};
use simulator::fleet::Runner;

use super::steps;

/// The organization of most tests, as the simulator's control plane names it.
pub const ORG: &str = "orgs/octo-org";

/// An admin before the console.
#[derive(Clone, Copy)]
pub struct Admin<'a> {
    pub world: &'a World,
    pub page: &'a Page,
}

impl<'a> Admin<'a> {
    /// Opens the console with a query and connects with the token that may do everything.
    pub async fn connected(world: &'a World, query: &str) -> Result<Self> {
        let page = world.open(query).await?;
        let admin = Self { world, page };
        admin.connect().await?;
        Ok(admin)
    }

    /// Opens the runners of a scope (`orgs/octo-org`) by a link, connects, and waits for the table.
    pub async fn at(world: &'a World, scope: &str) -> Result<Self> {
        let admin = Self::connected(world, &query_of(scope)).await?;
        admin.table().wait().await?;
        Ok(admin)
    }

    /// Fills in the connect form and sends it.
    pub async fn connect(&self) -> Result<()> {
        let ready = self.world.github().ready();
        steps::fill_in(self.page, &ready.web, &ready.token).await?;
        self.page.get("button", "Sign out").wait().await
    }

    /// The table of runners.
    pub fn table(&self) -> Locator {
        self.page.get("grid", "Runners")
    }

    /// The row header of a runner, by its name as it is shown.
    pub fn row(&self, name: &str) -> Locator {
        self.table().get("rowheader", name)
    }

    /// Opens `Add runner`.
    pub async fn add_runner(&self) -> Result<Locator> {
        self.page.get("button", "Add runner").click().await?;
        self.dialog("Add runner").await
    }

    /// Opens `Add runner` and asks for a token: the dialog, the command, and the token in it.
    pub async fn add_runner_with_token(&self) -> Result<(Locator, Locator, String)> {
        let dialog = self.add_runner().await?;
        dialog.get("button", "Generate registration token").click().await?;
        let command = dialog.get("region", "Configuration command");
        let token = option_of(&command.text().await?, "--token")?.to_owned();
        Ok((dialog, command, token))
    }

    /// Opens `Remove NAME` from the table, by the name as it is shown.
    pub async fn remove(&self, name: &str) -> Result<Locator> {
        let title = format!("Remove {name}");
        self.table().get("button", &title).click().await?;
        self.dialog(&title).await
    }

    /// Waits until the console says that a runner was removed, and its row is gone. The row alone would not do: no row can
    /// be seen while the dialog is open.
    pub async fn is_removed(&self, name: &str) -> Result<()> {
        self.page.shows(&format!("{name} was removed.")).await?;
        self.row(name).gone().await
    }

    /// Waits for an open dialog.
    pub async fn dialog(&self, name: &str) -> Result<Locator> {
        let dialog = self.page.get("dialog", name);
        dialog.wait().await?;
        Ok(dialog)
    }

    /// Closes the open dialog with the keyboard.
    pub async fn escape(&self) -> Result<()> {
        self.page.press(Key::Escape).await?;
        self.page.all("dialog").gone().await
    }

    /// Presses `Refresh`.
    pub async fn refresh(&self) -> Result<()> {
        self.page.get("button", "Refresh").click().await
    }

    /// Copies with a button of a dialog, and waits until the console says that it did.
    pub async fn copy(&self, dialog: &Locator, button: &str) -> Result<String> {
        dialog.get("button", button).click().await?;
        dialog.shows(if button == "Copy script" { "Script copied" } else { "Command copied" }).await?;
        self.world.clipboard().await
    }
}

/// The link's query for a scope such as `orgs/octo-org`.
pub fn query_of(scope: &str) -> String {
    let (kind, name) = scope.split_once('/').unwrap_or_default();
    let word = match kind {
        "enterprises" => "enterprise",
        "orgs" => "organization",
        _ => "repository",
    };
    format!("?{word}={name}")
}

/// Gives a scope these runners and no others: `{"name": …, "status": …, "busy": …}`; online and idle unless said.
pub fn set_fleet(world: &World, scope: &str, runners: &Value) -> Result<()> {
    control(world, &Method::DELETE, "runners", &json!({ "scope": scope, "all": true }))?;
    control(world, &Method::POST, "runners", &json!({ "scope": scope, "runners": runners })).map(drop)
}

/// Changes a runner behind the console's back.
pub fn change(world: &World, scope: &str, name: &str, set: &Value) -> Result<()> {
    control(world, &Method::PATCH, "runners", &json!({ "scope": scope, "name": name, "set": set })).map(drop)
}

/// An order to the simulator's control plane.
pub fn control(world: &World, method: &Method, name: &str, body: &Value) -> Result<Value> {
    let (status, answer) = world.github().state().control(method, name, body);
    if !status.is_success() {
        bail!("{method} {name} {body}: {answer}");
    }
    Ok(answer)
}

/// The runner of that name, if the simulated GitHub has it.
pub fn runner(world: &World, scope: &str, name: &str) -> Option<Runner> {
    world.github().state().with(|state| {
        let fleet = &state.directory.get(state.scope(scope)?)?.fleet;
        fleet.get(fleet.id_of(name)?).cloned()
    })
}

/// The simulated GitHub does something else than usual.
pub fn strike(world: &World, fault: Value) -> Result<()> {
    world.github().state().add_fault(serde_json::from_value(fault)?);
    Ok(())
}

/// The id of the runner of that name.
pub fn id_of(world: &World, scope: &str, name: &str) -> Result<u64> {
    Ok(runner(world, scope, name).with_context(|| format!("no {name} in {scope}"))?.id)
}

/// The names of a scope's runners, as the simulated GitHub has them.
pub fn names(world: &World, scope: &str) -> Vec<String> {
    world.github().state().with(|state| {
        let fleet = state.scope(scope).and_then(|id| state.directory.get(id)).map(|scope| &scope.fleet);
        fleet.into_iter().flat_map(|fleet| fleet.iter().map(|runner| runner.name.clone())).collect()
    })
}

/// How many runners GitHub was asked to delete.
pub fn deletions(world: &World) -> usize {
    world.github().state().requests().iter().filter(|request| request.method == "DELETE").count()
}

/// The names of a runner's labels.
pub fn labels(runner: &Runner) -> Vec<&str> {
    runner.labels.iter().map(|label| label.name.as_str()).collect()
}

/// The value of an option in a command.
pub fn option_of<'a>(command: &'a str, option: &str) -> Result<&'a str> {
    let (_, rest) = command.split_once(&format!("{option} ")).with_context(|| format!("no {option} in {command}"))?;
    Ok(rest.split(' ').next().unwrap_or_default())
}
