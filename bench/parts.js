// Where the element's bytes are: by file, and in the WebAssembly by the module of the crate that a function is from.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { brotli } from "../xtask/tools/compressed.mjs";
import { table } from "./table.js";

/** @param list the file in which the build says which function has which number */
export function parts(pkg, list) {
  const wasm = readFileSync(join(pkg, "element_bg.wasm"));
  const { imported, bodies, data } = read(wasm);
  const named = new Map(readFileSync(list, "utf8").trimEnd().split("\n").map((line) => {
    const [, number, name] = /^(\d+):(.*)$/.exec(line);
    return [Number(number), name];
  }));
  const functions = bodies.map((body, at) => ({ body, name: named.get(imported + at) ?? "" }));
  const code = {};
  for (const { body, name } of functions) (code[module(name)] ??= []).push(body);
  const rest = wasm.length - data.length - bodies.reduce((sum, { length }) => sum + length, 0);
  const row = (part, bytes) => [part, bytes.length, brotli(bytes)];
  const rows = [
    ...Object.entries(code).map(([name, bodies]) => row(`functions: ${name}`, Buffer.concat(bodies))).sort(([, one], [, other]) => other - one),
    row("data: words in three languages, tables, names", data),
    ["what else a WebAssembly file has", rest, ""],
    row("script, style sheet included", readFileSync(join(pkg, "element.js"))),
  ];
  const largest = functions.toSorted((one, other) => other.body.length - one.body.length).slice(0, LARGEST);
  return [
    "Each part compressed by itself, so together they are more than the whole.", "",
    ...table(["the element", "raw", "brotli -q 11"], rows), "",
    `The ${LARGEST} largest functions, with what the compiler put into them:`, "",
    ...table(["", "raw"], largest.map(({ name, body }) => [`\`${short(name)}\``, body.length])),
  ];
}

const LARGEST = 12;

function module(name) {
  const own = /cloudpayments_checkout::(\w+)/.exec(name);
  if (own) return `\`${own[1]}\``;
  if (name.startsWith("component_")) return "`element`";
  return /rlsf|[Zz]ero_?[Aa]lloc|__rust_/.test(name) ? "the allocator" : "standard library and wasm-bindgen";
}

function short(name) {
  return name.replace(/::h[0-9a-f]{16}$/, "").replace("cloudpayments_checkout::", "");
}

/** How many functions a WebAssembly file imports, the bodies of its own, and its data. */
function read(wasm) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const found = { imported: WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length, bodies: [] };
  while (at < wasm.length) {
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === DATA) found.data = wasm.subarray(at, end);
    if (id === CODE) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        found.bodies.push(wasm.subarray(at, (at += size)));
      }
    }
    at = end;
  }
  return found;
}

const CODE = 10;
const DATA = 11;
