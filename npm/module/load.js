// Getting the WebAssembly module to run, whichever of the package's it is.
import { CheckoutError } from "../../src/api/error.js";
import { advice, hint } from "../../src/browser/hint.js";
import { broken, expect } from "../../src/element/class.js";

/** How long the module may be on its way, in ms. */
const LIMIT = 60_000;

/** After how long an element that does not run is told of, in ms. */
const PATIENCE = 3_000;

let starting;
/** What the last load said that the connection failed. */
let lost;

/**
 * Loads and starts a module, once: later and concurrent calls share the first one's promise; after a failure it can be called again.
 * `input` is what the page gave, `own()` the address of ours; `imports()` what it asks for, `run(instance)` starts it, and `take` is
 * called with what it has then: `glue`, or the same of the module as JavaScript, where WebAssembly is forbidden.
 */
export function load(input, own, imports, run, take, glue) {
  if (!starting) {
    expect();
    starting = start(input, own, imports, run, take, glue).catch((cause) => failed(cause, take));
  }
  return starting;
}

async function start(input, own, imports, run, take, glue) {
  run(await instance(await source(await input, own), imports()));
  take(glue);
  // `await init(); define();` is as good as the other way round, and a page may have something to wait for in between, as the payment
  // page for its settings. The module draws `read`.
  if (globalThis.document) setTimeout(() => {
    const element = document.querySelector("cloudpayments-checkout");
    if (element && !element.shadowRoot?.getElementById("read")) hint("tag");
  }, PATIENCE);
}

async function failed(cause, take) {
  const { message = cause } = cause ?? {};
  const { unloaded, instead } = await advice();
  const other = await instead?.(CheckoutError);
  if (other) return take(other);
  starting = undefined;
  const [code, why, excuse] = unloaded?.(message) ?? ["component.load_failed", message];
  const error = new CheckoutError(code, why, cause === lost ? "network" : "store", true, undefined, cause);
  broken(error, excuse);
  throw error;
}

async function instance(given, imports) {
  const { instantiate, instantiateStreaming, Module } = WebAssembly;
  if (given instanceof Module) return instantiate(given, imports);
  if (!isA("Response", given)) return (await instantiate(given, imports)).instance;
  // Checked here, because a 404 that brings a page of HTML would otherwise end in a riddle about magic words.
  const { ok, status, url } = given;
  const type = given.headers.get("content-type");
  if (!ok || /html/.test(type)) throw new Error(`${url || "the server"} answered ${status}, ${type}`);
  // A server that does not know the type of the file gets no error for it, only a slower start.
  const isTyped = type === "application/wasm";
  if (type && !isTyped) hint("type", url, type);
  return (await (isTyped ? instantiateStreaming(given, imports).catch(missed) : instantiate(await given.arrayBuffer().catch(missed), imports))).instance;
}

/** What came and is no module of ours ends in a CompileError or a LinkError; else the connection failed, in the middle of the file perhaps. */
function missed(cause) {
  if (!/^[CL]/.test(cause)) lost = cause;
  throw cause;
}

async function source(input, own) {
  const given = input ?? own();
  if (typeof given !== "string" && !isA("URL", given) && !isA("Request", given)) return given;
  // Of a connection that hangs nobody else tells.
  return readFile(given) ?? fetch(given, { signal: AbortSignal.timeout?.(LIMIT) }).catch(missed);
}

// On a server the package lies in files, which fetch does not read. Found at run time, so that a bundler for pages meets no Node in here.
function readFile(given) {
  // Not `new URL`: webpack would look for every file it could mean.
  const url = new globalThis.URL(given.url ?? given, import.meta.url ?? document.baseURI);
  return url.protocol === "file:" ? globalThis.process?.getBuiltinModule?.("node:fs").readFileSync(url) : undefined;
}

function isA(name, value) {
  return typeof globalThis[name] === "function" && value instanceof globalThis[name];
}
