//! What assistive technology gets of the payment form: the accessibility tree, by the `DevTools` protocol, in Chromium alone.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{Failure, Outcome, World};

impl World {
    /// The form's part of the tree, a line for each thing that is told: role, name, and what else is said of it. Long numbers, which differ
    /// from payment to payment, are left out.
    pub async fn tree(&self) -> Outcome<String> {
        let host = self.devtools_node("document.querySelector('cloudpayments-checkout')").await?;
        let whole = self.devtools("Accessibility.getFullAXTree", json!({})).await?;
        let nodes: Vec<Value> = serde_json::from_value(whole["nodes"].clone())?;
        let root = nodes.iter().find(|node| node["backendDOMNodeId"] == host);
        let root = root.ok_or_else(|| Failure::new("the payment form is not in the accessibility tree"))?;
        let nodes: HashMap<&str, &Value> = nodes.iter().map(|node| (text(&node["nodeId"]), node)).collect();
        let mut lines = String::new();
        tell(root, &nodes, 0, &mut lines);
        Ok(lines)
    }

    /// The number by which `DevTools` knows the node that a script's expression gives.
    pub(crate) async fn devtools_node(&self, expression: &str) -> Outcome<Value> {
        let found = self.devtools("Runtime.evaluate", json!({ "expression": expression })).await?;
        let described = self.devtools("DOM.describeNode", json!({ "objectId": found["result"]["objectId"] })).await?;
        match &described["node"]["backendNodeId"] {
            Value::Null => Err(Failure::new(format!("there is no node at {expression}: {described}"))),
            node => Ok(node.clone()),
        }
    }

    pub(crate) async fn devtools(&self, method: &str, params: Value) -> Outcome<Value> {
        Ok(self.browser().cdp().send_raw(method, params).await?)
    }
}

fn tell(node: &Value, nodes: &HashMap<&str, &Value>, depth: usize, lines: &mut String) {
    let role = text(&node["role"]["value"]);
    let name = text(&node["name"]["value"]);
    let silent = node["ignored"] == true || SILENT.contains(&role) || (role == "StaticText" && name.trim().is_empty());
    if !silent {
        let mut line = vec![format!("{}{role}", "  ".repeat(depth))];
        if !name.is_empty() {
            line.push(format!("{:?}", without_numbers(name)));
        }
        line.extend(said(node).into_iter().map(|(what, value)| format!("{what}={value}")));
        lines.push_str(&line.join(" "));
        lines.push('\n');
    }
    let deeper = depth + usize::from(!silent);
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.get(text(child)) {
            // A text inside a thing that is named by it would be the same words again.
            let again = text(&child["role"]["value"]) == "StaticText" && text(&child["name"]["value"]) == name;
            if !again {
                tell(child, nodes, deeper, lines);
            }
        }
    }
}

/// Value, description and the properties that shoppers hear of.
fn said(node: &Value) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for what in ["value", "description"] {
        let value = text(&node[what]["value"]);
        if !value.is_empty() {
            said.push((what.to_owned(), format!("{:?}", without_numbers(value))));
        }
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        let (name, value) = (text(&property["name"]), &property["value"]["value"]);
        let unsaid = value == false || value == "false" || value.is_null();
        if PROPERTIES.contains(&name) && !unsaid {
            said.push((name.to_owned(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
        }
    }
    said
}

fn without_numbers(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_inclusive(' ') {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        plain.push_str(if digits > 7 { "N" } else { word });
    }
    plain
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

const SILENT: [&str; 5] = ["none", "generic", "InlineTextBox", "LineBreak", "ListMarker"];
const PROPERTIES: [&str; 8] = ["invalid", "disabled", "readonly", "required", "focused", "expanded", "modal", "live"];
