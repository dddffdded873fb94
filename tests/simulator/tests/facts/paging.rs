//! Paging (github-api.md sections 2 and 3).

use std::collections::BTreeSet;

use reqwest::{Method, StatusCode};
use simulator::{Config, Dialect};

use crate::support::Host;

#[tokio::test]
async fn all_pages_hold_every_runner_once() {
    let host = Host::with(Config { runners: 1234, ..Config::default() }).await;
    let (mut ids, mut page) = (BTreeSet::new(), 1);
    loop {
        let reply = host.get(&format!("enterprises/octo-enterprise/actions/runners?per_page=100&page={page}")).await;
        let body = reply.json();
        assert_eq!(body["total_count"], 1234);
        let runners = body["runners"].as_array().unwrap();
        assert!(runners.iter().all(|runner| ids.insert(runner["id"].as_u64().unwrap())), "an id came twice");
        if !reply.header("link").contains("rel=\"next\"") {
            assert_eq!(runners.len(), 34);
            break;
        }
        assert_eq!(runners.len(), 100);
        page += 1;
    }
    assert_eq!((ids.len(), page), (1234, 13));
}

#[tokio::test]
async fn sizes_and_numbers_out_of_range() {
    let host = Host::with(Config { runners: 250, ..Config::default() }).await;
    for (query, count) in [
        ("", 30),
        ("?per_page=1000", 100),
        ("?per_page=0", 30),
        ("?per_page=abc&page=abc", 30),
        ("?page=-3", 30),
        ("?per_page=100&page=3", 50),
        ("?per_page=100&page=4", 0),
        ("?per_page=100&page=18446744073709551615", 0),
    ] {
        let body = host.get(&format!("orgs/octo-org/actions/runners{query}")).await.json();
        assert_eq!(body["runners"].as_array().unwrap().len(), count, "{query}");
        assert_eq!(body["total_count"], 250, "{query}");
    }
}

#[tokio::test]
async fn link_has_the_four_relations_and_names_the_real_host() {
    let host = Host::start(Dialect::Ae).await;
    let path = "repos/octo-org/octo-repo/actions/runners?per_page=10&page=2";
    // As a same-origin reverse proxy would ask.
    let request = host.request(Method::GET, path, &host.token()).header("host", "console.example");
    let reply = host.send(request).await;
    let base = format!("{}/repositories/129001/actions/runners?per_page=10&page=", host.running.ready().api);
    let expected =
        format!("<{base}1>; rel=\"prev\", <{base}3>; rel=\"next\", <{base}5>; rel=\"last\", <{base}1>; rel=\"first\"");
    assert_eq!(reply.header("link"), expected);
    let one_page = host.get("repos/octo-org/octo-repo/actions/runners?per_page=42").await;
    assert_eq!(one_page.header("link"), "");
}

#[tokio::test]
async fn the_addresses_in_link_answer() {
    let host = Host::start(Dialect::Cloud).await;
    for scope in crate::support::SCOPES {
        let reply = host.get(&format!("{scope}/actions/runners?per_page=10")).await;
        let next = reply.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
        let request = host.client.get(next).header("authorization", format!("Bearer {}", host.token()));
        let page = host.send(request).await;
        assert_eq!(page.status, StatusCode::OK);
        let direct = host.get(&format!("{scope}/actions/runners?per_page=10&page=2")).await;
        assert_eq!(page.json(), direct.json());
    }
}

#[tokio::test]
async fn a_hundred_thousand_runners_are_served() {
    let host = Host::with(Config { runners: 100_000, dialect: Dialect::Cloud, ..Config::default() }).await;
    let last = host.get("enterprises/octo-enterprise/actions/runners?per_page=100&page=1000").await.json();
    assert_eq!(last["total_count"], 100_000);
    let runners = last["runners"].as_array().unwrap();
    assert_eq!(runners.len(), 100);
    let id = &runners[99]["id"];
    let one = host.get(&format!("enterprises/octo-enterprise/actions/runners/{id}")).await;
    assert_eq!(one.json()["name"], runners[99]["name"]);
}
