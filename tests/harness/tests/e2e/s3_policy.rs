//! Bar S3: the page's own policies refuse whatever an injected text could do, and the console never needs what they refuse.
//!
//! That nothing is violated is asserted after every browser test (`browser/console.rs`); here each refusal is provoked.

use anyhow::{Context, Result, ensure};
use harness::browser::{Kept, Page, Scenario, Stranger, World};
use serde_json::{Value, json};

use crate::steps::{Kind, fill_in, runners_of};

/// What an injected script could try: a name, the script (it may set `window.done`; `STRANGER` is another server), and
/// the directive that refuses it. Where two do, each browser names the one that it asks first.
const ATTEMPTS: [(&str, &str, &str); 24] = [
    ("an inline script", "script((it) => it.append('done = 1'))", "require-trusted-types-for"),
    ("a script's text", "script((it) => { it.text = 'done = 1'; })", "require-trusted-types-for"),
    (
        "a script from a data URL",
        "script((it) => { it.src = 'data:text/javascript,done=1'; })",
        "require-trusted-types-for",
    ),
    ("a script from elsewhere", "script((it) => it.setAttribute('src', 'STRANGER/a.js'))", "require-trusted-types-for"),
    ("import() from elsewhere", "import('STRANGER/a.js')", "script-src-elem"),
    ("import() of a data URL", "import('data:text/javascript,done=1')", "script-src-elem"),
    ("eval", "eval('done = 1')", "require-trusted-types-for"),
    ("a function made of text", "new Function('done = 1')()", "require-trusted-types-for"),
    ("a timer with text", "setTimeout('done = 1')", "require-trusted-types-for"),
    (
        "an event handler's text",
        "add('b', (it) => { it.setAttribute('onclick', 'done = 1'); it.click(); })",
        "require-trusted-types-for",
    ),
    (
        "a javascript: link",
        "add('a', (it) => { it.href = 'javascript:done=1'; })",
        "script-src-elem or require-trusted-types-for",
    ),
    ("innerHTML", "document.body.innerHTML = '<i>done</i>'", "require-trusted-types-for"),
    ("insertAdjacentHTML", "document.body.insertAdjacentHTML('beforeend', '<i></i>')", "require-trusted-types-for"),
    ("document.write", "document.write('<i></i>')", "require-trusted-types-for"),
    ("srcdoc", "add('iframe', (it) => { it.srcdoc = '<script>top.done = 1</script>'; })", "require-trusted-types-for"),
    ("an inline style", "add('p', (it) => it.setAttribute('style', 'color: red'))", "style-src-attr"),
    ("a style element", "add('style', (it) => it.append('p { color: red }'))", "style-src-elem"),
    (
        "a style sheet from elsewhere",
        "add('link', (it) => { it.rel = 'stylesheet'; it.href = 'STRANGER/a.css'; })",
        "style-src-elem",
    ),
    ("a picture from elsewhere", "add('img', (it) => { it.src = 'STRANGER/a.png'; })", "img-src"),
    ("a frame", "add('iframe', (it) => { it.src = 'STRANGER/'; })", "frame-src"),
    ("a base address", "add('base', (it) => { it.href = 'STRANGER/'; })", "base-uri"),
    (
        "a form sent elsewhere",
        "add('form', (it) => { it.action = 'STRANGER/'; it.method = 'post'; setTimeout(() => it.submit()); })",
        "form-action",
    ),
    ("an object", "add('object', (it) => { it.data = 'STRANGER/a'; })", "object-src or require-trusted-types-for"),
    ("a worker", "new Worker(URL.createObjectURL(new Blob(['1'])))", "require-trusted-types-for"),
];

/// Ways to reach another server, refused by `connect-src` once the console is connected.
const CONNECTIONS: [(&str, &str); 5] = [
    ("fetch", "fetch('STRANGER/a', { mode: 'no-cors' }).catch(() => 0)"),
    ("XMLHttpRequest", "const it = new XMLHttpRequest(); it.open('GET', 'STRANGER/a'); it.send()"),
    ("a beacon", "navigator.sendBeacon('STRANGER/a', 'x')"),
    ("a stream of events", "new EventSource('STRANGER/a')"),
    ("a web socket", "new WebSocket('STRANGER/a'.replace('http', 'ws'))"),
];

/// Runs an attempt as the page itself would, and tells what was refused: in a task of its own, since what the
/// `DevTools` protocol evaluates may do more than a page.
const ATTEMPT: &str = "
    const [tell] = arguments;
    const add = (tag, change) => {
        const it = document.createElement(tag);
        change(it);
        document.body.append(it);
        if (it.href?.startsWith('javascript:')) it.click();
    };
    const script = (change) => add('script', change);
    delete window.done;
    const refused = new Set();
    const listen = (event) => refused.add(event.effectiveDirective);
    addEventListener('securitypolicyviolation', listen);
    const finish = () => {
        removeEventListener('securitypolicyviolation', listen);
        tell({ refused: [...refused], done: window.done ?? null });
    };
    const wait = (turns) => setTimeout(() => refused.size > 0 || turns === 0 ? finish() : wait(turns - 1), 20);
    setTimeout(() => {
        try { SCRIPT; } catch (error) { /* refused at once */ }
        wait(100);
    });
";

/// What an attempt came to: which directives refused it, and what it did.
async fn attempt(page: &Page, script: &str, stranger: &Stranger) -> Result<Value> {
    let script = ATTEMPT.replace("SCRIPT", script).replace("STRANGER", &stranger.web());
    page.script_async(&script).await
}

fn refused_by(outcome: &Value, directives: &str) -> bool {
    let refused = outcome["refused"].as_array().into_iter().flatten();
    outcome["done"].is_null() && refused.into_iter().any(|name| directives.split(" or ").any(|one| name == one))
}

#[test]
fn s3_whatever_an_injected_script_could_try_is_refused() -> Result<()> {
    Scenario::new().runners(2).run(async |world| {
        // What pages log when they are refused something.
        for words in [
            "Refused to",
            "violates the following",
            "requires 'Trusted",
            "Function constructor does not accept",
            "Uncaught",
            "ERR_BLOCKED_BY_CSP",
            // Firefox's words for it.
            "error loading dynamically imported module",
            "uncaught exception",
            "can’t establish a connection",
        ] {
            world.allow_in_console(words);
        }
        let stranger = Stranger::start([127, 0, 0, 1], 0, "127.0.0.1").await?;
        let page = runners_of(world, Kind::Organization).await?;
        let connections = CONNECTIONS.map(|(name, script)| (name, script, "connect-src"));
        let mut wrong = Vec::new();
        for (name, script, directives) in ATTEMPTS.into_iter().chain(connections) {
            let outcome = attempt(page, script, &stranger).await.with_context(|| name.to_owned())?;
            if !refused_by(&outcome, directives) {
                wrong.push(format!("{name}: {outcome}, but not refused by {directives}"));
            }
            for directive in outcome["refused"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                world.expect_violation(directive);
            }
        }
        ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
        ensure!(stranger.visits().is_empty(), "another server was reached: {:?}", stranger.visits());
        world.sweep(Kept::InSession).await
    })
}

#[test]
fn s3_trusted_types_have_no_policy_and_can_be_given_none() -> Result<()> {
    Scenario::new().runners(2).run(async |world| {
        world.expect_violation("trusted-types");
        world.allow_in_console("violates the following");
        let page = runners_of(world, Kind::Organization).await?;
        let none = "return trustedTypes.defaultPolicy === null && trustedTypes.emptyHTML instanceof TrustedHTML";
        assert_eq!(page.script(none).await?, json!(true));
        for name in ["default", "runner-console", "x"] {
            let script = format!(
                "try {{ trustedTypes.createPolicy('{name}', {{ createHTML: (text) => text }}); return 'made'; }}
                 catch (error) {{ return error.name; }}"
            );
            assert_eq!(page.script(&script).await?, json!("TypeError"), "{name}");
        }
        Ok(())
    })
}

/// Writes down, at each request with a token, to which origins the page was bound at that moment.
const WATCH: &str = "(() => {
    const fetch = window.fetch;
    window.sent = [];
    window.fetch = (...all) => {
        const request = new Request(...all);
        const policies = [...document.querySelectorAll('meta[http-equiv=Content-Security-Policy i]')];
        const narrow = policies.map((one) => one.content).filter((text) => text.startsWith('connect-src'));
        sent.push([request.headers.has('authorization'), narrow]);
        return fetch(...all);
    };
})()";

#[test]
fn s3_connections_are_narrowed_to_the_host_before_the_token_is_first_sent() -> Result<()> {
    Scenario::new().runners(2).run(async |world| {
        world.expect_violation("connect-src");
        let ready = world.github().ready();
        let stranger = Stranger::start([127, 0, 0, 1], 0, "127.0.0.1").await?;
        world.page().run_in_each_document(WATCH).await?;
        // The first request with a token is kept waiting, so that what the page may do at this moment can be tried.
        let held = json!({ "operation": "user", "token": "token", "hold": true });
        world.github().state().add_fault(serde_json::from_value(held)?);
        let page = world.open("").await?;
        fill_in(page, &ready.web, &ready.token).await?;
        page.script_until("the token to be sent", "return sent.some(([token]) => token)").await?;
        let outcome = attempt(page, CONNECTIONS[0].1, &stranger).await?;
        ensure!(refused_by(&outcome, "connect-src"), "{outcome}");
        world.github().state().clear_faults();
        page.get("radiogroup", "Scope").wait().await?;
        with_each_token_the_page_was_bound(page, world).await?;

        // A reload sends the kept token at once: the page is bound before that, too.
        page.reload().await?;
        page.get("radiogroup", "Scope").wait().await?;
        page.shows("octo-admin").await?;
        with_each_token_the_page_was_bound(page, world).await?;
        ensure!(stranger.visits().is_empty(), "another server was reached: {:?}", stranger.visits());
        Ok(())
    })
}

async fn with_each_token_the_page_was_bound(page: &Page, world: &World) -> Result<()> {
    let sent: Vec<(bool, Vec<String>)> = serde_json::from_value(page.script("return sent").await?)?;
    let expected = format!("connect-src 'self' {}", world.github().ready().web);
    let with_token: Vec<_> = sent.iter().filter(|(token, _)| *token).collect();
    ensure!(!with_token.is_empty(), "no request was seen: {sent:?}");
    for (_, policies) in with_token {
        ensure!(policies.contains(&expected), "a token was sent while the page was bound by {policies:?}");
    }
    Ok(())
}
