//! What an editor knows about the element's attributes in HTML, made of `custom-elements.json`.

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// The file that VS Code's setting `html.customData` names (<https://github.com/microsoft/vscode-custom-data>).
///
/// # Errors
/// The manifest is no JSON, or describes no element.
pub(super) fn html_data(manifest: &[u8]) -> Result<Vec<u8>> {
    let manifest: Value = serde_json::from_slice(manifest).context("custom-elements.json is no JSON")?;
    let modules = manifest["modules"].as_array().context("custom-elements.json has no modules")?;
    let declared = modules.iter().flat_map(|module| module["declarations"].as_array().into_iter().flatten());
    let tags: Vec<Value> = declared.filter(|declared| declared["tagName"].is_string()).map(tag).collect();
    if tags.is_empty() {
        anyhow::bail!("custom-elements.json describes no element");
    }
    let mut text = serde_json::to_string_pretty(&json!({ "version": 1.1, "tags": tags }))?;
    text.push('\n');
    Ok(text.into_bytes())
}

fn tag(element: &Value) -> Value {
    let attributes: Vec<Value> = element["attributes"].as_array().into_iter().flatten().map(attribute).collect();
    json!({ "name": element["tagName"], "description": element["description"], "attributes": attributes })
}

fn attribute(attribute: &Value) -> Value {
    let kind = attribute["type"]["text"].as_str().unwrap_or_default();
    let mut entry = json!({ "name": attribute["name"], "description": described(attribute) });
    let values: Vec<Value> = literals(kind).map(|value| json!({ "name": value })).collect();
    if kind == "boolean" {
        // What needs no value has this name in the editor's own data.
        entry["valueSet"] = json!("v");
    } else if !values.is_empty() {
        entry["values"] = json!(values);
    }
    entry
}

fn described(attribute: &Value) -> String {
    let text = attribute["description"].as_str().unwrap_or_default();
    match attribute["default"].as_str() {
        Some(default) => format!("{text} Default: {}", default.trim_matches('"')),
        None => text.to_owned(),
    }
}

/// `"auto" | "frame"` has two.
fn literals(kind: &str) -> impl Iterator<Item = &str> {
    kind.split('|').filter_map(|one| one.trim().strip_prefix('"')?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_learns_attributes_their_values_and_defaults() {
        let manifest = r#"{"modules":[{"declarations":[{"tagName":"x-pay","description":"Pays.","attributes":[
            {"name":"mode","type":{"text":"\"a\" | \"b\""},"description":"How.","default":"\"a\""},
            {"name":"disabled","type":{"text":"boolean"},"description":"Not now."}]}]}]}"#;
        let data: Value = serde_json::from_slice(&html_data(manifest.as_bytes()).unwrap()).unwrap();
        let attributes = &data["tags"][0]["attributes"];
        assert_eq!(attributes[0]["values"], json!([{ "name": "a" }, { "name": "b" }]));
        assert_eq!(attributes[0]["description"], "How. Default: a");
        assert_eq!(attributes[1]["valueSet"], "v");
        assert!(html_data(b"{\"modules\":[]}").is_err());
    }
}
