// The store's three addresses, made of their OpenAPI description. Nothing here is written twice.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The page, as Markdown. */
export async function contract(root) {
  const { info, paths, components } = JSON.parse(await readFile(join(root, "docs/store-api.json"), "utf8"));
  const requests = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, about]) => request(path, method, about)));
  const types = Object.entries(components.schemas).filter(([, { properties }]) => properties).map(type);
  return [`# ${info.title}`, info.description, "In the checkout: `docs/store-api.json`.", ...requests, ...types].join("\n\n");
}

function request(path, method, { summary, description = "", requestBody, responses }) {
  const sent = requestBody ? `Body: ${name(requestBody.content["application/json"].schema)}.` : "";
  const rows = Object.entries(responses).map(([status, { description, content }]) =>
    `| ${status} | ${description} | ${content ? name(content["application/json"].schema) : ""} |`);
  return [`## ${summary}`, `\`${method.toUpperCase()} ${path}\``, `${description} ${sent}`.trim(), ["| status | when | body |", "| --- | --- | --- |", ...rows].join("\n")].filter(Boolean).join("\n\n");
}

function type([title, { description = "", properties, required }]) {
  const rows = Object.entries(properties).map(([property, about]) => {
    const words = [about.description, !required.includes(property) && "May be left out."].filter(Boolean).join(" ");
    return `| \`${property}\` | ${kind(about)} | ${words} |`;
  });
  return [`## ${title}`, description, ["| property | value | |", "| --- | --- | --- |", ...rows].join("\n")].filter(Boolean).join("\n\n");
}

function kind({ $ref, const: only, enum: some, type }) {
  if ($ref) return name({ $ref });
  return (some ?? (only ? [only] : [])).map((value) => `\`${value}\``).join(", ") || type;
}

function name({ $ref }) {
  return $ref.split("/").at(-1);
}
