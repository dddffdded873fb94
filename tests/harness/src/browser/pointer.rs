//! Presses and releases a pointer in two steps, so that a test can change the page in between.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};

use super::engine::Engine;
use super::locator::Locator;
use super::page::Page;

/// The kind of a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The left button of a mouse.
    Mouse,
    /// A finger on a touch screen.
    Touch,
}

impl Pointer {
    /// Presses in the middle of a thing.
    ///
    /// # Errors
    /// It is not there in time, or the browser cannot.
    pub async fn press(self, page: &Page, target: &Locator) -> Result<()> {
        let [x, y] = middle(page, target).await?;
        if self.is_sent_by_devtools(page) {
            return touch(page, "touchStart", json!([{ "x": x, "y": y }])).await;
        }
        self.act(page, json!([move_to(x, y), { "type": "pointerDown", "button": 0 }])).await
    }

    /// Moves to the middle of a thing.
    ///
    /// # Errors
    /// As [`Pointer::press`].
    pub async fn drag(self, page: &Page, target: &Locator) -> Result<()> {
        let [x, y] = middle(page, target).await?;
        if self.is_sent_by_devtools(page) {
            return touch(page, "touchMove", json!([{ "x": x, "y": y }])).await;
        }
        self.act(page, json!([move_to(x, y)])).await
    }

    /// Releases where it is.
    ///
    /// # Errors
    /// The browser cannot.
    pub async fn release(self, page: &Page) -> Result<()> {
        if self.is_sent_by_devtools(page) {
            return touch(page, "touchEnd", json!([])).await;
        }
        self.act(page, json!([{ "type": "pointerUp", "button": 0 }])).await
    }

    /// Chromedriver releases no finger that an earlier command has put down.
    fn is_sent_by_devtools(self, page: &Page) -> bool {
        self == Self::Touch && page.engine() == Engine::Chromium
    }

    async fn act(self, page: &Page, actions: Value) -> Result<()> {
        let kind = match self {
            Self::Mouse => "mouse",
            Self::Touch => "touch",
        };
        let source =
            json!({ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions });
        page.driver().handle().cmd(Command::PerformActions(Actions::from(json!([source])))).await?;
        Ok(())
    }
}

fn move_to(x: i64, y: i64) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "x": x, "y": y })
}

async fn touch(page: &Page, kind: &str, points: Value) -> Result<()> {
    page.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await.map(drop)
}

/// Where the middle of a thing is in the window, in whole CSS pixels.
async fn middle(page: &Page, target: &Locator) -> Result<[i64; 2]> {
    let script = "const box = arguments[0].getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round)";
    target
        .on_element(async |element| {
            let answer = page.driver().execute(script, vec![element.to_json()?]).await?;
            Ok(serde_json::from_value(answer.json().clone())?)
        })
        .await
}
