//! `/openapi.json`: no route of the API is left out, and none is made up.

use cloudpayments_sandbox::Endpoint;
use serde_json::Value;

use crate::support::Terminal;

#[tokio::test]
async fn every_route_of_the_api_is_described_and_no_other() {
    let terminal = Terminal::open().await;
    let description: Value =
        reqwest::get(format!("{}/openapi.json", terminal.sandbox.url)).await.unwrap().json().await.unwrap();
    let paths = description["paths"].as_object().unwrap();
    let pages = [Endpoint::Script, Endpoint::Bins, Endpoint::PublicKey];
    let routes: Vec<&str> = Endpoint::API.iter().chain(&pages).map(|endpoint| endpoint.path()).collect();
    for route in &routes {
        assert!(paths.contains_key(*route), "{route} is not described");
    }
    for path in paths.keys() {
        assert!(routes.contains(&path.as_str()) || path == "/health" || path == "/openapi.json", "{path} is no route");
    }
}
