import load, * as core from "./core.js";
import { define as register } from "./class.js";
import { CheckoutError } from "./error.js";

export { CheckoutError };

let ready = false;
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
  if (!globalThis.customElements) {
    throw new CheckoutError("component.no_document", "define needs a page: call it in a browser, not on a server", "store", false);
  }
  return register(tag);
}

export function checkNumber(text) {
  return loaded("checkNumber").checkNumber(text);
}

export function checkExpiry(text, now) {
  return loaded("checkExpiry").checkExpiry(text, now);
}

export function checkSecurityCode(text) {
  return loaded("checkSecurityCode").checkSecurityCode(text);
}

export function checkHolder(text) {
  return loaded("checkHolder").checkHolder(text);
}

export function editNumber(text, caret, edit) {
  return loaded("editNumber").editNumber(text, caret, edit);
}

export function editExpiry(text, caret, edit) {
  return loaded("editExpiry").editExpiry(text, caret, edit);
}

export function createCryptogram(card, options) {
  return new Promise((resolve, reject) => loaded("createCryptogram").createCryptogram(card, options, resolve, reject));
}

function loaded(caller) {
  if (ready) return core;
  throw new CheckoutError("component.not_ready", `${caller} needs the WebAssembly module: call await init() first`, "store", true);
}

async function start(input) {
  await load({ module_or_path: await source(await input) });
  core.start();
  ready = true;
}

async function source(input) {
  // Bundlers know this expression and copy the file.
  const given = input ?? new URL("core_bg.wasm", import.meta.url);
  if (typeof given !== "string" && !isA("URL", given) && !isA("Request", given)) return answered(given);
  return readFile(given) ?? answered(await fetch(given).catch((cause) => {
    throw notLoaded(cause, "network");
  }));
}

// Checked here, because a 404 that brings a page of HTML would otherwise end in a riddle about magic words.
function answered(given) {
  if (!isA("Response", given) || given.ok) return given;
  throw new Error(`${given.url || "the server"} answered ${given.status}`);
}

// On a server the package lies in files, which fetch does not read. Found at run time, so that a bundler for pages meets no Node in here.
function readFile(given) {
  const url = new URL(given.url ?? given, import.meta.url);
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
