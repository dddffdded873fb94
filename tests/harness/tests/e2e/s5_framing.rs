//! S5: inside another page no control is rendered, whether the site could send a header against it or not.

use anyhow::{Result, ensure};
use harness::browser::{Page, Scenario, World};
use harness::layout::Layout;
use harness::serve::{Serving, Site, serve};

use super::admin::{Admin, ORG, query_of};

/// Everything that one could click or type into, wherever it is.
const CONTROLS: &str =
    "return document.querySelectorAll('button, input, select, textarea, a, summary, [tabindex]').length";

#[test]
fn s5_with_the_headers_a_frame_stays_empty() -> Result<()> {
    Scenario::new().run(async |world| {
        world.allow_in_console("frame-ancestors");
        world.allow_in_console("X-Frame-Options");
        let (_outer, _inner) = framed(world, built()?, "").await?;
        ensure!(controls_in_frame(world.page()).await? == 0, "the frame has controls");
        ensure!(!world.page().text().await?.contains("Runner Console"), "the frame shows something");
        leave_frame(world.page()).await
    })
}

#[test]
fn s5_without_headers_a_frame_says_why_there_is_nothing_to_click() -> Result<()> {
    Scenario::new().run(async |world| {
        for sandbox in ["", " sandbox='allow-scripts allow-same-origin'", " sandbox='allow-scripts'"] {
            // What a sandbox refuses is the browser's own news.
            world.allow_in_console("andbox");
            world.allow_in_console("integrity");
            world.allow_in_console("CORS policy");
            world.allow_in_console("net::ERR_");
            let (_outer, _inner) = framed(world, built()?.without_headers(), sandbox).await?;
            let page = world.page();
            if sandbox.contains("allow-same-origin") || sandbox.is_empty() {
                page.shows("Runner Console does not work inside another page").await?;
            }
            ensure!(controls_in_frame(page).await? == 0, "the frame{sandbox} has controls");
            leave_frame(page).await?;
        }
        Ok(())
    })
}

#[test]
fn s5_without_headers_the_console_itself_works_and_its_own_policy_holds() -> Result<()> {
    Scenario::new().run(async |world| {
        let site = serve(built()?.without_headers(), ([127, 0, 0, 1], 0).into()).await?;
        let page = world.page();
        page.go(&format!("{}{}", site.url(), query_of(ORG))).await?;
        let admin = Admin { world, page };
        admin.connect().await?;
        admin.table().wait().await?;
        world.expect_violation("require-trusted-types-for");
        let refused = "
            const script = document.createElement('script');
            try {
                script.text = 'window.ran = true';
                document.head.append(script);
                return 'ran';
            } catch (error) {
                return error.name + window.ran;
            }";
        ensure!(page.script(refused).await? == "TypeErrorundefined", "a script was put in");
        Ok(())
    })
}

fn built() -> Result<Site> {
    Ok(Site::load(&Layout::find().site())?)
}

/// Opens a page of another origin that holds the console in a frame, and goes into the frame.
async fn framed(world: &World, console: Site, sandbox: &str) -> Result<(Serving, Serving)> {
    let inner = serve(console, ([127, 0, 0, 1], 0).into()).await?;
    let html = format!(
        "<!doctype html><title>outer</title><link rel=icon href='data:,'><iframe src='{}'{sandbox}></iframe>",
        inner.url()
    );
    let outer = Site::empty().without_headers().with_file("index.html", html);
    let outer = serve(outer, ([127, 0, 0, 1], 0).into()).await?;
    // Going there waits for the frame's load, too.
    world.page().go(&outer.url()).await?;
    world.page().driver().enter_frame(0).await?;
    Ok((outer, inner))
}

async fn leave_frame(page: &Page) -> Result<()> {
    Ok(page.driver().enter_default_frame().await?)
}

async fn controls_in_frame(page: &Page) -> Result<u64> {
    Ok(page.script(CONTROLS).await?.as_u64().unwrap_or(u64::MAX))
}
