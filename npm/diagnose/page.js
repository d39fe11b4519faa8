// The page's policies and headers, which no script is told: they are read from meta tags, fetched again, and overheard.

import { allows, isDynamic, policies } from "./policy.js";

/** How long after a failed request the browser may still tell that a policy was to blame, in milliseconds. */
const ECHO = 100;

export class Page {
  /** Every policy that is known of. */
  policies = policies([...document.querySelectorAll("meta[http-equiv='content-security-policy' i]")].map(({ content }) => content));
  /** Why the page could not be fetched again. */
  why;
  /** Its server's clock. */
  date = NaN;
  /** Whether a page of another origin comes into no frame here, because it would need Cross-Origin-Embedder-Policy, too. */
  embedsNone = false;
  /** Whether a tab of another origin that is opened here cannot speak to this page. */
  losesTabs = false;

  /** Reads the headers. Whoever calls it hears `securitypolicyviolation` for it from before. */
  async read(timeout) {
    try {
      const { headers } = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(timeout) });
      // A header that is there twice, or wrong, counts as none: only a word alone, with its parameters.
      const is = (name, words) => words.includes(/^\s*([a-z-]+)\s*(;[^,]*)?$/.exec(headers.get(name))?.[1]);
      this.policies.push(...policies([headers.get("content-security-policy") ?? ""]));
      this.date = Date.parse(headers.get("date"));
      this.embedsNone = is("cross-origin-embedder-policy", ["require-corp", "credentialless"]);
      // In a frame the outermost page's counts.
      this.losesTabs = self === top ? is("cross-origin-opener-policy", ["same-origin"]) : globalThis.crossOriginIsolated;
    } catch (why) {
      this.why = why;
      // Only both headers together make a page isolated.
      this.embedsNone = this.losesTabs = Boolean(globalThis.crossOriginIsolated);
      await this.echo();
    }
  }

  /** A policy that blocks something shows itself, all of it: one of the headers, too. */
  handleEvent({ disposition, originalPolicy }) {
    if (disposition === "enforce") this.policies.push(...policies([originalPolicy]));
  }

  /** Waits for that. */
  echo() {
    return new Promise((done) => setTimeout(done, ECHO));
  }

  /** Whether every policy lets `url` through under a directive: see policy.js. */
  lets(directive, url, nonce) {
    return allows(this.policies, directive, url, location.href, nonce);
  }

  get isDynamic() {
    return this.policies.some((policy) => isDynamic(policy));
  }
}
