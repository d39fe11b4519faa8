// The reference, made of what the package ships: custom-elements.json and the types. Nothing here is written twice.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The page, as Markdown. */
export async function reference(root) {
  const manifest = JSON.parse(await readFile(join(root, "npm/custom-elements.json"), "utf8"));
  const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const types = await readFile(join(root, "npm/index.d.ts"), "utf8");
  return ["# Attributes, events, errors", "Made of the package's own types and manifest.", ...elements.map(element), codes(types)].join("\n\n");
}

function element({ tagName, description, attributes = [], members = [], events = [], cssParts = [], cssProperties = [] }) {
  const reflected = new Set(attributes.map(({ fieldName }) => fieldName));
  const methods = members.filter(({ kind }) => kind === "method");
  const fields = members.filter(({ kind, name }) => kind === "field" && !reflected.has(name));
  return [
    `## \`<${tagName}>\``,
    description,
    section("Attributes", ["attribute", "value", "default", "what it is"], attributes.map(({ name, type, default: usual, description }) =>
      [code(name), code(type?.text), usual ? code(usual.replaceAll('"', "")) : "", description])),
    section("Properties", ["property", "type", "what it is"], fields.map(({ name, type, description }) => [code(name), code(type?.text), description])),
    section("Methods", ["method", "what it does"], methods.map(({ name, parameters = [], description }) =>
      [code(`${name}(${parameters.map((parameter) => parameter.name).join(", ")})`), description])),
    section("Events", ["event", "detail", "when"], events.map(({ name, type, description }) =>
      [code(name), code(type?.text.replace(/^CustomEvent<|>$/g, "")), description])),
    section("Parts", ["part", "what it is"], cssParts.map(({ name, description }) => [code(name), description])),
    section("Custom properties", ["property", "what it is"], cssProperties.map(({ name, description }) => [code(name), description])),
  ].filter(Boolean).join("\n\n");
}

/** Every code of the types, with the comment that stands before it. */
function codes(types) {
  const rows = [];
  for (const [, comment, name] of types.matchAll(/(?:\/\*\* ([^*]*?) \*\/\s*)?\|\s*"((?:number|expiry|cvv|name|script|cryptogram|config|acs|challenge|store|bank|component)\.[a-z_]+)"/g)) {
    rows.push([code(name), comment ?? ""]);
  }
  return section("Error codes", ["code", "what happened"], rows);
}

function section(title, head, rows) {
  if (!rows.length) return "";
  const line = (cells) => `| ${cells.map((cell) => (cell ?? "").replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [`### ${title}`, "", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (text) => (text ? `\`${text}\`` : "");
