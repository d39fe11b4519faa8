// A page with nothing in it but what the checkout script touches: enough of a browser, in a context of its own, where no text can
// be turned into code (as under a policy without 'unsafe-eval').

import vm from "node:vm";
import { webcrypto } from "node:crypto";

/** What bins/info answers on an ordinary day. */
export const ORDINARY = { status: 200, body: JSON.stringify({ Model: { HideCvvInput: false }, Success: true, Message: null }) };

/**
 * Opens a page and runs the script in it as a classic script.
 *
 * @param {string} source the script's text
 * @param {object} [options]
 * @param {object|"error"|"abort"|"never"|"live"} [options.reply] what a request gets: {status, body}, a failure, silence, or a real request
 * @param {boolean} [options.framed] whether the page runs in a frame
 * @param {object} [options.globals] what stood in window before the script came
 */
export function openPage(source, { reply = ORDINARY, framed = false, globals = {} } = {}) {
  const seen = { requests: [], warnings: [], infos: [], uncaught: [] };
  const body = new Element("body");
  const window = {
    btoa, atob, URL, TextEncoder, setTimeout, clearTimeout, crypto: webcrypto,
    addEventListener() {}, removeEventListener() {},
    HTMLElement: Element, Element, Node: Element,
    location: new URL("https://shop.test/pay?order=A-1042"),
    navigator: { language: "kk-KZ", userAgent: "Stub/1.0", appName: "Netscape", javaEnabled: () => false },
    screen: { colorDepth: 24, height: 900, width: 1440 },
    document: {
      body, documentElement: new Element("html"), referrer: "https://shop.test/",
      createElement: (tag) => new Element(tag), addEventListener() {}, removeEventListener() {},
      querySelectorAll: (selector) => body.querySelectorAll(selector),
      querySelector: (selector) => body.querySelector(selector),
    },
    console: {
      log() {}, error() {}, debug() {},
      warn: (...words) => seen.warnings.push(words.join(" ")),
      info: (...words) => seen.infos.push(words.join(" ")),
    },
    XMLHttpRequest: requestClass(seen, reply),
    ...globals,
  };
  window.window = window.self = window;
  window.top = window.parent = framed ? {} : window;
  const context = vm.createContext(window, { codeGeneration: { strings: false, wasm: false } });
  const page = {
    window: context, body, ...seen, seen,
    /** An input bound to a field. */
    input(field, value = "", attributes = {}, into = body) {
      const element = new Element("input", { "data-cp": field, ...attributes });
      element.value = value;
      return into.append(element);
    },
    element: (tag) => new Element(tag),
    /** Runs a script, as a classic one. */
    run: (text) => vm.runInContext(text, context, { filename: "checkout.js" }),
  };
  page.run(source);
  return page;
}

class Element {
  constructor(tag, attributes = {}) {
    Object.assign(this, { tagName: tag.toUpperCase(), nodeName: tag.toUpperCase(), nodeType: 1, attributes, children: [], value: "", style: {} });
  }
  get name() { return this.attributes.name ?? ""; }
  get dataset() { return { cp: this.attributes["data-cp"] }; }
  append(child) {
    this.children.push(child);
    return child;
  }
  appendChild(child) { return this.append(child); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  hasAttribute(name) { return name in this.attributes; }
  addEventListener() {}
  removeEventListener() {}
  matches(selector) {
    return selector.split(",").some((one) => {
      const [, tag, attribute, value] = one.trim().match(/^([a-z]*|\*)(?:\[([\w-]+)(?:="?([^"\]]*)"?)?\])?$/i) ?? [];
      if (tag === undefined) throw new Error(`the stub does not know the selector ${selector}`);
      return (tag === "" || tag === "*" || tag.toUpperCase() === this.tagName)
        && (attribute === undefined || this.hasAttribute(attribute))
        && (value === undefined || this.getAttribute(attribute) === value);
    });
  }
  querySelectorAll(selector) {
    return this.children.flatMap((child) => [...(child.matches(selector) ? [child] : []), ...child.querySelectorAll(selector)]);
  }
  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }
  getElementsByTagName(tag) { return this.querySelectorAll(tag); }
}

/** An XMLHttpRequest that writes down what it is asked and answers as told. */
function requestClass(seen, reply) {
  return class XMLHttpRequest {
    constructor() {
      Object.assign(this, { headers: {}, listeners: {}, status: 0, responseText: "", response: "", readyState: 0, responseType: "", timeout: 0 });
    }
    open(method, url) { Object.assign(this, { method, url: new URL(url), readyState: 1 }); }
    setRequestHeader(name, value) { this.headers[name.toLowerCase()] = value; }
    addEventListener(kind, listener) { this.listeners[kind] = listener; }
    getResponseHeader() { return "application/json"; }
    send() {
      seen.requests.push({ method: this.method, url: this.url, headers: this.headers, timeout: this.timeout });
      const arrive = ({ status, body }) => this.finish("load", { status, responseText: body, response: body, readyState: 4 });
      if (reply === "never") return;
      if (reply === "error" || reply === "abort") setImmediate(() => this.finish(reply, { readyState: 4 }));
      else if (reply === "live") this.live().then(arrive, () => this.finish("error", { readyState: 4 }));
      else setImmediate(() => arrive(reply));
    }
    /** As a browser on another origin: a preflight first, and both answers must allow it. */
    async live() {
      const origin = "https://shop.test";
      const asked = { origin, "access-control-request-method": this.method, "access-control-request-headers": Object.keys(this.headers).join(",") };
      const preflight = await fetch(this.url, { method: "OPTIONS", headers: asked });
      const allowed = (preflight.headers.get("access-control-allow-headers") ?? "").toLowerCase().split(/, */);
      if (!preflight.ok || !Object.keys(this.headers).every((name) => allowed.includes(name))) throw new Error("preflight refused");
      const answer = await fetch(this.url, { method: this.method, headers: { ...this.headers, origin } });
      if (!["*", origin].includes(answer.headers.get("access-control-allow-origin"))) throw new Error("origin refused");
      return { status: answer.status, body: await answer.text() };
    }
    finish(kind, state) {
      Object.assign(this, state);
      for (const call of [this.onreadystatechange, this[`on${kind}`], this.listeners[kind], this.onloadend]) {
        try {
          call?.call(this, { type: kind, target: this });
        } catch (error) {
          // A browser reports what a listener throws to the page and goes on.
          seen.uncaught.push(error);
        }
      }
      seen.answered = true;
    }
  };
}
