//! R2 through the built page: each operation struck with each fault of `tests/fixtures/faults.json`; the screen says what
//! `tests/fixtures/error_sentences.json` holds for it (made and compared by `tests/r2_faults.rs`), and goes on working.

use anyhow::{Context, Result, ensure};
use harness::browser::{Key, Page, Scenario, World, until};
use serde_json::{Value, json};
use simulator::{Dialect, Fault};

use crate::admin::change;
use crate::steps::{Kind, all_read, find_row, runners_of, table};

const FAULTS: &str = include_str!("../../../fixtures/faults.json");
const SENTENCES: &str = include_str!("../../../fixtures/error_sentences.json");

/// What is pressed so that an operation is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    ListRunners,
    ListApplications,
    CreateRegistrationToken,
    CreateRemoveToken,
    GetRunner,
    DeleteRunner,
}

/// A test for each of the 18 operations: all faults, one after the other, in one page.
macro_rules! operations {
    ($($asked:ident: $enterprise:ident, $organization:ident, $repository:ident;)*) => {$(
        #[test]
        fn $enterprise() -> Result<()> {
            scenario().run(async |world| strike_all(world, Asked::$asked, Kind::Enterprise).await)
        }
        #[test]
        fn $organization() -> Result<()> {
            scenario().run(async |world| strike_all(world, Asked::$asked, Kind::Organization).await)
        }
        #[test]
        fn $repository() -> Result<()> {
            scenario().run(async |world| strike_all(world, Asked::$asked, Kind::Repository).await)
        }
    )*};
}

operations! {
    ListRunners: r2_enterprise_list, r2_organization_list, r2_repository_list;
    ListApplications: r2_enterprise_downloads, r2_organization_downloads, r2_repository_downloads;
    CreateRegistrationToken: r2_enterprise_registration_token, r2_organization_registration_token, r2_repository_registration_token;
    CreateRemoveToken: r2_enterprise_remove_token, r2_organization_remove_token, r2_repository_remove_token;
    GetRunner: r2_enterprise_get, r2_organization_get, r2_repository_get;
    DeleteRunner: r2_enterprise_delete, r2_organization_delete, r2_repository_delete;
}

impl Asked {
    /// Its name in the simulator.
    fn operation(self) -> &'static str {
        match self {
            Self::ListRunners => "list",
            Self::ListApplications => "downloads",
            Self::CreateRegistrationToken => "registration-token",
            Self::CreateRemoveToken => "remove-token",
            Self::GetRunner => "get",
            Self::DeleteRunner => "delete",
        }
    }

    /// Opens what has to be open before the fault strikes, and asks.
    async fn ask(self, page: &Page, runner: &str, strike: impl FnOnce()) -> Result<()> {
        let removal = format!("Remove {runner}");
        match self {
            Self::ListRunners => {
                strike();
                page.get("button", "Refresh").click().await
            }
            Self::ListApplications => {
                strike();
                page.get("button", "Add runner").click().await
            }
            Self::CreateRegistrationToken => {
                page.get("button", "Add runner").click().await?;
                let generate = page.get("dialog", "Add runner").get("button", "Generate registration token");
                generate.wait().await?;
                strike();
                generate.click().await
            }
            Self::CreateRemoveToken | Self::DeleteRunner => {
                table(page).get("button", &removal).click().await?;
                let name = if self == Self::DeleteRunner { "Force remove" } else { "Generate remove token" };
                let button = page.get("dialog", &removal).get("button", name);
                button.wait().await?;
                strike();
                button.click().await
            }
            Self::GetRunner => {
                strike();
                table(page).get("button", runner).click().await
            }
        }
    }

    /// Whether a fault means something for it.
    fn can_meet(self, fault: &str) -> bool {
        match fault {
            // A tab keeps one host, and a browser tells none of these three apart: see the tests of connecting, of S1 and
            // of refreshing.
            "dns" | "foreign" | "offline" => false,
            // An answer to a removal has no body that could break off; one that only the page cannot read, or that is
            // late, belongs to a removal that happened: see R6.
            "truncated" | "cors" | "slow" => self != Self::DeleteRunner,
            // The list still has the runner: see `odd_responses::a_runner_that_a_page_just_read_lists_…`.
            "404" => self != Self::GetRunner,
            // Readings follow redirects.
            "redirect" => matches!(self, Self::CreateRegistrationToken | Self::CreateRemoveToken | Self::DeleteRunner),
            _ => true,
        }
    }

    /// The sentence and the next step, with any number in the place of each number.
    fn is_told(self, fault: &str, kind: Kind) -> Result<[String; 2]> {
        // The runner is still there, so that this 404 is about the permission to remove it.
        let fault = if self == Self::DeleteRunner && fault == "404" { "403-scope" } else { fault };
        let all: Value = serde_json::from_str(SENTENCES)?;
        let key = format!("{fault} {self:?} {}", kind.word());
        let told = all[&key].as_array().with_context(|| format!("no sentence for {key}"))?;
        Ok([0, 1].map(|part| plain(told[part].as_str().unwrap_or_default())))
    }
}

/// A cloud lets a page read all the headers that some faults consist of.
fn scenario() -> Scenario {
    Scenario::new().dialect(Dialect::Cloud)
}

async fn strike_all(world: &World, asked: Asked, kind: Kind) -> Result<()> {
    for words in ["net::ERR_", "CORS policy", "status of"] {
        world.allow_in_console(words);
    }
    let page = runners_of(world, kind).await?;
    page.script(HURRY).await?;
    let runner = offline_runner(world, kind)?;
    if asked != Asked::ListRunners {
        find_row(page, &runner).await?;
    }
    let faults: Vec<Value> = serde_json::from_str(FAULTS)?;
    let mut struck = 0;
    for fault in &faults {
        let name = fault["name"].as_str().context("a fault without a name")?;
        if asked.can_meet(name) {
            strike_one(world, page, asked, kind, fault, &runner)
                .await
                .with_context(|| format!("{asked:?} of the {} with the fault {name}", kind.word()))?;
            struck += 1;
        }
    }
    ensure!(struck >= 18, "only {struck} faults were tried");
    Ok(())
}

/// The waits between the tries of a reading take no time; which there are is R1's business.
const HURRY: &str = "
    const set = window.setTimeout.bind(window);
    window.setTimeout = (task, wait, ...rest) => set(task, wait < 5000 ? 0 : wait, ...rest)";

async fn strike_one(world: &World, page: &Page, asked: Asked, kind: Kind, fault: &Value, runner: &str) -> Result<()> {
    let name = fault["name"].as_str().unwrap_or_default();
    let mut order = fault["fault"].clone();
    order["operation"] = json!(asked.operation());
    let order: Fault = serde_json::from_value(order)?;
    if name == "slow" {
        // Half a minute of the console's patience, in less; and what began within the last second shares no limit with this.
        page.script(
            "window.patience = AbortSignal.timeout; AbortSignal.timeout = () => patience.call(AbortSignal, 300);
            window.clock = Date.now; Date.now = () => clock.call(Date) + 2000",
        )
        .await?;
    }
    if matches!(name, "truncated" | "cors") {
        // An answer that only says that nothing has changed has no body to break off, and the browser knows the rest.
        let label = json!({ "labels": [name] });
        change(world, &kind.path(world.github().ready()), runner, &label)?;
    }
    asked
        .ask(page, runner, || {
            world.github().state().add_fault(order);
        })
        .await?;
    says(page, &asked.is_told(name, kind)?).await?;

    world.github().state().clear_faults();
    if asked != Asked::ListRunners {
        page.press(Key::Escape).await?;
        page.all("dialog").gone().await?;
    }
    if name == "slow" {
        page.script("AbortSignal.timeout = patience; Date.now = clock").await?;
    }
    if fault["silences"] == json!(true) {
        // What GitHub asked for holds until the page is loaded anew.
        page.reload().await?;
        page.script(HURRY).await?;
    } else if matches!(asked, Asked::ListRunners | Asked::GetRunner) {
        // A 404 about one runner takes it off the table until the next reading finds it.
        page.get("button", "Refresh").click().await?;
    }
    page.all("alert").gone().await?;
    all_read(page, if asked == Asked::ListRunners { 42 } else { 1 }).await
}

/// Waits until an alert says both.
async fn says(page: &Page, told: &[String; 2]) -> Result<()> {
    until(&format!("an alert with {told:?}"), async || {
        let alerts =
            page.script("return [...document.querySelectorAll('[role=alert]')].map((one) => one.innerText)").await?;
        let alerts: Vec<String> =
            alerts.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
        let found = alerts.iter().any(|alert| told.iter().all(|part| alert.contains(part)));
        ensure!(found, "the alerts are {alerts:?}");
        Ok(Some(()))
    })
    .await
}

/// A text as it is compared: without the marks of code, white space as one space, numbers as `#`.
fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .replace('`', "")
        .split_whitespace()
        .map(|word| {
            let mut plain = String::new();
            for character in word.chars() {
                match character {
                    digit if digit.is_ascii_digit() && plain.ends_with('#') => {}
                    digit if digit.is_ascii_digit() => plain.push('#'),
                    other => plain.push(other),
                }
            }
            plain
        })
        .collect();
    words.join(" ")
}

fn offline_runner(world: &World, kind: Kind) -> Result<String> {
    let runners = crate::steps::fleet(world, &kind.path(world.github().ready()))?;
    let found = runners.into_iter().find(|runner| runner.status == "offline" && !runner.busy);
    Ok(found.context("no runner is offline")?.name)
}
