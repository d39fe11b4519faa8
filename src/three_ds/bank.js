// The bank's page, in a frame or in the whole window, and what is heard of it.

import { parsed } from "../browser/page.js";

/** The `type` of the message TermUrl's page posts. */
const RETURNED = "cloudpayments-checkout:returned";

/** Of a page's policy, what can keep the bank's page out. A page cannot read its policy: the attempt is how it is noticed. */
const DIRECTIVES = ["frame-src", "form-action"];

/** What is at fault: `ChallengeError` in error.rs. */
const ACS_URL = 1, TERM_URL = 2, FORM = 3;

/**
 * Posts the challenge to the bank: in a frame at `page.place`, or, without a title for that, in the whole window, which leaves then.
 * What happens after this returned is told by `page.told(word)`: `returned` (TermUrl's page says, once, that the bank has answered),
 * `frame-src` or `form-action`. Nothing was sent where the result has a `fault`. Whoever is told may close it.
 */
export function open(...challenge) {
  return new Bank(...challenge);
}

class Bank {
  fault = 0;
  #page;
  #attempt;
  #md;
  #origins;
  #frame = null;
  #returned = false;

  constructor(page, title, name, attempt, acs, paReq, md, term) {
    this.#page = page;
    this.#attempt = attempt;
    this.#md = md;
    this.#origins = [safe(acs), safe(term)];
    const wrong = this.#origins.indexOf(null);
    if (wrong >= 0) {
      this.fault = [ACS_URL, TERM_URL][wrong];
      return;
    }
    document.addEventListener("securitypolicyviolation", this);
    if (title) {
      addEventListener("message", this);
      // What a bank's page needs: passkeys, and the payment API.
      this.#frame = make("iframe", { name, title, allow: "payment *; publickey-credentials-get *" });
      page.place.append(this.#frame);
    }
    if (post(acs, title ? name : "_top", { MD: md, PaReq: paReq, TermUrl: term })) return;
    this.fault = FORM;
    this.close();
  }

  /** Takes the frame away, and hears nothing more. */
  close() {
    document.removeEventListener("securitypolicyviolation", this);
    removeEventListener("message", this);
    this.#frame?.remove();
  }

  handleEvent(event) {
    if (event.type === "message") {
      if (this.#returned || !this.#answers(event)) return;
      this.#returned = true;
      this.#page.told("returned");
    } else if (this.#blocks(event)) {
      this.#page.told(event.effectiveDirective);
    }
  }

  /** Whether a message is TermUrl's page speaking, in our frame, about this payment. */
  #answers({ data, origin, source }) {
    return data?.type === RETURNED && data.md === this.#md && data.attempt === this.#attempt
      && origin === this.#origins[1] && source && source === this.#frame.contentWindow;
  }

  /** Whether it was this challenge that was blocked: the page's other frames and forms may be, without a word from us. */
  #blocks({ blockedURI, disposition, effectiveDirective }) {
    return disposition !== "report" && DIRECTIVES.includes(effectiveDirective)
      && this.#origins.includes(parsed(blockedURI)?.origin);
  }
}

/** The origin of an absolute address where nobody on the way can read or change what is sent: https, or http to this very machine. */
function safe(address) {
  const url = parsed(address);
  // The parser has turned every spelling of an IPv4 address into four decimal numbers.
  const here = /^(localhost|\[::1\]|127\.[\d.]+)$/.test(url?.hostname);
  return url?.protocol === "https:" || (url?.protocol === "http:" && here) ? url.origin : null;
}

/** Posts a form as the page would; false where it has no place for one, or the browser refused at once. */
function post(action, target, fields) {
  const form = make("form", { method: "post", action, target, acceptCharset: "UTF-8", hidden: true });
  // By property: an attribute would leave the values in the page's source.
  for (const name in fields) form.append(make("input", { type: "hidden", name, value: fields[name] }));
  try {
    (document.body ?? document.documentElement).append(form);
    form.submit();
    return true;
  } catch {
    return false;
  } finally {
    form.remove();
  }
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
