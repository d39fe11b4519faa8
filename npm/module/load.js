// Getting the WebAssembly module to run, whichever of the package's it is.
import { CheckoutError } from "../../src/api/error.js";

let starting;

/**
 * Loads and starts a module, once: later and concurrent calls share the first one's promise; after a failure it can be called again.
 * `input` is what the page gave, `own()` the address of ours; `imports()` what it asks for, `run(instance)` starts it.
 */
export function load(input, own, imports, run) {
  starting ??= start(input, own, imports, run).catch((cause) => {
    starting = undefined;
    throw cause instanceof CheckoutError ? cause : notLoaded(cause, "store");
  });
  return starting;
}

async function start(input, own, imports, run) {
  run(await instance(await source(await input, own), imports()));
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

async function source(input, own) {
  const given = input ?? own();
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
