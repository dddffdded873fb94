//! A simulator under test, and a client that neither follows redirects nor uses a proxy.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::Value;
use simulator::{Config, Dialect, Running};

/// The three kinds of scope, as paths.
pub const SCOPES: [&str; 3] = ["enterprises/octo-enterprise", "orgs/octo-org", "repos/octo-org/octo-repo"];

/// The three dialects.
pub const DIALECTS: [Dialect; 3] = [Dialect::Ae, Dialect::Ghes, Dialect::Cloud];

/// A simulator and a client.
pub struct Host {
    pub running: Running,
    pub client: Client,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {:?}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn message(&self) -> String {
        self.json()["message"].as_str().unwrap_or_default().to_owned()
    }
}

impl Host {
    pub async fn start(dialect: Dialect) -> Self {
        Self::with(Config { dialect, ..Config::default() }).await
    }

    pub async fn with(config: Config) -> Self {
        let running = simulator::start(config).await.unwrap();
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { running, client }
    }

    pub fn token(&self) -> String {
        self.running.ready().token.clone()
    }

    /// A request below the REST base, without a token.
    pub fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}/{path}", self.running.ready().api))
    }

    /// A request with a token.
    pub fn request(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        self.anonymous(method, path).header("authorization", format!("Bearer {token}"))
    }

    /// GET with the token that may do everything.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path, &self.token())).await
    }

    /// Any method with the token that may do everything.
    pub async fn call(&self, method: Method, path: &str) -> Reply {
        self.send(self.request(method, path, &self.token())).await
    }

    pub async fn send(&self, request: RequestBuilder) -> Reply {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Reply { status, headers, text: response.text().await.unwrap() }
    }

    /// The control plane over HTTP.
    pub async fn control(&self, method: Method, name: &str, body: Value) -> Value {
        let url = format!("{}/{name}", self.running.ready().control);
        let mut request = self.client.request(method, url);
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let reply = self.send(request).await;
        assert_eq!(reply.status, StatusCode::OK, "{name}: {}", reply.text);
        reply.json()
    }

    /// The first runner of a scope for which `test` holds.
    pub async fn runner(&self, scope: &str, test: impl Fn(&Value) -> bool) -> Value {
        let list = self.get(&format!("{scope}/actions/runners?per_page=100")).await.json();
        list["runners"].as_array().unwrap().iter().find(|runner| test(runner)).cloned().expect("such a runner")
    }

    /// A registration or remove token.
    pub async fn runner_token(&self, scope: &str, purpose: &str) -> String {
        let reply = self.call(Method::POST, &format!("{scope}/actions/runners/{purpose}-token")).await;
        assert_eq!(reply.status, StatusCode::CREATED);
        reply.json()["token"].as_str().unwrap().to_owned()
    }
}

/// Waits until a condition holds; gives up (and fails) after a generous while.
pub async fn until(what: &str, condition: impl Fn() -> bool) {
    let patience = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(30), patience).await.is_ok(), "never: {what}");
}
