import { Component, ask_card, ask_failure, ask_rules, imports, run } from "./core.js";
import { CheckoutError } from "../src/api/error.js";
import { adopt } from "../src/api/headless.js";
import { adopt as adoptElements, define as register } from "../src/element/class.js";

export { CheckoutError };
export {
  checkExpiry, checkHolder, checkNumber, checkSecurityCode, createCryptogram, editExpiry, editNumber,
} from "../src/api/headless.js";

let starting;

/** Loads the WebAssembly module, once: later and concurrent calls share the first one's promise; after a failure it can be called again. */
export default function init(input) {
  starting ??= start(input).catch((cause) => {
    starting = undefined;
    throw cause instanceof CheckoutError ? cause : notLoaded(cause, "store");
  });
  return starting;
}

/** Registers the element; works before `init`, too. */
export function define(tag) {
  if (globalThis.customElements) return register(tag);
  throw new CheckoutError("component.no_document", "define needs a page: call it in a browser, not on a server", "store", false);
}

async function start(input) {
  run(await instance(await source(await input), imports()));
  adopt(ask_rules, ask_card, ask_failure);
  adoptElements((surface) => new Component(surface));
}

async function instance(given, imports) {
  const { instantiate, instantiateStreaming, Module } = WebAssembly;
  if (given instanceof Module) return instantiate(given, imports);
  if (!isA("Response", given)) return (await instantiate(given, imports)).instance;
  // Checked here, because a 404 that brings a page of HTML would otherwise end in a riddle about magic words.
  if (!given.ok) throw new Error(`${given.url || "the server"} answered ${given.status}`);
  // A server that does not know the type of the file gets no error for it, only a slower start.
  const isTyped = given.headers.get("content-type") === "application/wasm";
  return (await (isTyped ? instantiateStreaming(given, imports) : instantiate(await given.arrayBuffer(), imports))).instance;
}

async function source(input) {
  // Bundlers know this expression and copy the file.
  const given = input ?? new URL("core_bg.wasm", import.meta.url);
  if (typeof given !== "string" && !isA("URL", given) && !isA("Request", given)) return given;
  return readFile(given) ?? fetch(given).catch((cause) => {
    throw notLoaded(cause, "network");
  });
}

// On a server the package lies in files, which fetch does not read. Found at run time, so that a bundler for pages meets no Node in here.
function readFile(given) {
  // Not `new URL`: webpack would look for every file it could mean.
  const url = new globalThis.URL(given.url ?? given, import.meta.url);
  return url.protocol === "file:" ? globalThis.process?.getBuiltinModule?.("node:fs").readFileSync(url) : undefined;
}

function notLoaded(cause, fault) {
  const policy = cause?.name === "CompileError" ? "; a Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src" : "";
  const message = `the WebAssembly module did not load: ${cause?.message ?? cause}${policy}`;
  return new CheckoutError("component.load_failed", message, fault, true, undefined, cause);
}

function isA(name, value) {
  return typeof globalThis[name] === "function" && value instanceof globalThis[name];
}
