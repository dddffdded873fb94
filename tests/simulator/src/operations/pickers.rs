//! What a scope picker reads: the user, its organizations and repositories; `/meta` and `/rate_limit`.
//!
//! Invariant: private repositories are listed for tokens that may see them only.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Call;
use crate::answer::Answer;
use crate::auth::{Account, Grant};
use crate::dialect::Dialect;
use crate::directory::{Kind, Scope, SingleSignOn, Visibility};
use crate::paging::Page;
use crate::world::World;

/// `GET /user`: an installation token has no user.
pub fn user(world: &World, account: &Account) -> Answer {
    if account.grant == Grant::Installation {
        let message = "Resource not accessible by integration";
        return Answer::error(
            world.config.dialect,
            StatusCode::FORBIDDEN,
            message,
            "/users/users#get-the-authenticated-user",
        );
    }
    let login = &account.login;
    let (api, web) = (&world.base.api, &world.base.web);
    Answer::json(
        StatusCode::OK,
        &json!({
            "login": login, "id": user_id(account), "node_id": "MDQ6VXNlcjE=", "avatar_url": format!("{web}/{login}.png"),
            "url": format!("{api}/users/{login}"), "html_url": format!("{web}/{login}"), "type": "User",
            "site_admin": false, "name": "Mona Lisa Octocat", "company": null, "email": null,
        }),
    )
}

/// The numeric id of a token's owner.
pub fn user_id(account: &Account) -> u64 {
    match account.login.as_str() {
        "octo-admin" => 1,
        "octo-reader" => 2,
        _ => 3,
    }
}

/// `GET /user/orgs`: organizations behind single sign-on are missing for tokens not authorised for them.
pub fn user_orgs(world: &World, account: &Account, call: &Call) -> Answer {
    let dialect = world.config.dialect;
    let allowed = account.has("read:org") || account.has("user") || account.grant == Grant::FineGrained;
    if !allowed {
        let message = match account.grant {
            Grant::Installation => "Resource not accessible by integration",
            _ => "You need at least read:org scope or user scope to list your organizations.",
        };
        return Answer::error(
            dialect,
            StatusCode::FORBIDDEN,
            message,
            "/orgs/orgs#list-organizations-for-the-authenticated-user",
        );
    }
    let hidden = |scope: &Scope| scope.sso == SingleSignOn::Required && !account.sso_authorised;
    let orgs: Vec<&Scope> =
        world.directory.iter().map(|(_, scope)| scope).filter(|scope| scope.kind == Kind::Organization).collect();
    let shown: Vec<Value> = orgs.iter().filter(|scope| !hidden(scope)).map(|scope| org(world, scope)).collect();
    let mut answer = paged(world, call, "user/orgs", &shown);
    if let Some(scope) = orgs.iter().find(|scope| hidden(scope)) {
        answer.set("x-github-sso", &format!("partial-results; organizations={}", scope.id));
    }
    answer
}

/// `GET /user/repos`
pub fn user_repos(world: &World, account: &Account, call: &Call) -> Answer {
    if account.grant == Grant::Installation {
        let message = "Resource not accessible by integration";
        let docs = "/repos/repos#list-repositories-for-the-authenticated-user";
        return Answer::error(world.config.dialect, StatusCode::FORBIDDEN, message, docs);
    }
    let repos = repos(world, account, "");
    paged(world, call, "user/repos", &repos)
}

/// `GET /orgs/{org}/repos`
pub fn org_repos(world: &World, account: &Account, call: &Call, scope: &Scope) -> Answer {
    if scope.kind != Kind::Organization {
        return Answer::not_found(world.config.dialect);
    }
    let repos = repos(world, account, &format!("{}/", scope.name));
    paged(world, call, &format!("{}/repos", scope.link_path()), &repos)
}

/// `GET /orgs/{org}`, `GET /repos/{owner}/{repo}`, `GET /enterprises/{enterprise}`: what a scope is called now.
pub fn scope(scope: &Scope) -> Answer {
    let name = match scope.kind {
        Kind::Enterprise => "slug",
        Kind::Organization => "login",
        Kind::Repository => "full_name",
    };
    Answer::json(StatusCode::OK, &json!({ "id": scope.id, name: scope.name }))
}

/// `GET /meta`: only GHES tells its version.
pub fn meta(world: &World) -> Answer {
    let mut body = json!({ "verifiable_password_authentication": world.config.dialect != Dialect::Cloud });
    if let (Some(version), Value::Object(map)) = (world.config.dialect.installed_version(), &mut body) {
        map.insert("installed_version".to_owned(), json!(version));
    }
    Answer::json(StatusCode::OK, &body)
}

/// `GET /rate_limit`: 404 where limits are off.
pub fn rate_limit(world: &mut World, account: &Account) -> Answer {
    let dialect = world.config.dialect;
    if !dialect.has_rate_limits() {
        return Answer::error(
            dialect,
            StatusCode::NOT_FOUND,
            "Rate limiting is not enabled.",
            "/rate-limit/rate-limit",
        );
    }
    let now = world.clock.now_ms();
    let core = world.limits.window(&account.name, now).json();
    Answer::json(StatusCode::OK, &json!({ "resources": { "core": core }, "rate": core }))
}

fn org(world: &World, scope: &Scope) -> Value {
    let name = &scope.name;
    json!({
        "login": name, "id": scope.id, "node_id": "MDEyOk9yZ2FuaXphdGlvbjE=", "url": format!("{}/orgs/{name}", world.base.api),
        "avatar_url": format!("{}/{name}.png", world.base.web), "description": null,
    })
}

fn repos(world: &World, account: &Account, prefix: &str) -> Vec<Value> {
    let sees_private = account.has("repo") || !matches!(account.grant, Grant::Scopes(_));
    let visible = |scope: &Scope| {
        scope.kind == Kind::Repository
            && scope.name.starts_with(prefix)
            && (scope.visibility == Visibility::Public || sees_private)
    };
    world
        .directory
        .iter()
        .map(|(_, scope)| scope)
        .filter(|scope| visible(scope))
        .map(|scope| repo(world, scope))
        .collect()
}

fn repo(world: &World, scope: &Scope) -> Value {
    let full = &scope.name;
    let (owner, name) = full.split_once('/').unwrap_or(("", full));
    let private = scope.visibility == Visibility::Private;
    json!({
        "id": scope.id, "node_id": "MDEwOlJlcG9zaXRvcnkx", "name": name, "full_name": full, "private": private,
        "owner": { "login": owner, "type": "Organization" }, "html_url": format!("{}/{full}", world.base.web),
        "url": format!("{}/repos/{full}", world.base.api), "visibility": if private { "private" } else { "public" },
        "archived": false, "permissions": { "admin": true, "push": true, "pull": true },
    })
}

fn paged(world: &World, call: &Call, path: &str, all: &[Value]) -> Answer {
    let page = Page::of(&call.query);
    let shown: Vec<&Value> = all.iter().skip(page.skip()).take(page.size).collect();
    let mut answer = Answer::json(StatusCode::OK, &shown);
    if let Some(link) = page.link(&format!("{}/{path}", world.base.api), &call.query, all.len()) {
        answer.set("link", &link);
    }
    answer
}
