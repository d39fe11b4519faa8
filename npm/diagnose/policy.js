// A Content-Security-Policy, as far as a payment depends on it.

/** What stands in for a directive that is not there, next first. */
const INSTEAD = {
  "script-src-elem": ["script-src", "default-src"],
  "script-src": ["default-src"],
  "connect-src": ["default-src"],
  "frame-src": ["child-src", "default-src"],
};

/** The policies of headers and meta tags: a map from directive to its words each. */
export function policies(texts) {
  // A list in one header has commas, and no source has any.
  return texts.flatMap((text) => text.split(",")).map(directives).filter((policy) => policy.size);
}

function directives(text) {
  const found = new Map();
  for (const part of text.split(";")) {
    const [name, ...words] = part.trim().split(/\s+/);
    // The first one of a name counts.
    if (name && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), words);
  }
  return found;
}

/** Whether every policy lets `url` through under a directive, for a script that is put in or, by `nonce`, one that the page wrote. */
export function allows(all, directive, url, self, nonce) {
  return all.every((policy) => {
    const sources = sourcesOf(policy, directive);
    return !sources || isDynamic(policy, directive) || sources.some((source) =>
      (nonce && source === `'nonce-${nonce}'`) || matches(source, new URL(url, self), new URL(self)));
  });
}

/** Whether a policy lets a script put in any other, and counts no hosts: under 'strict-dynamic'. */
export function isDynamic(policy, directive = "script-src-elem") {
  return directive === "script-src-elem" && Boolean(sourcesOf(policy, directive)?.some((source) => /^'strict-dynamic'$/i.test(source)));
}

function sourcesOf(policy, directive) {
  return policy.get([directive, ...(INSTEAD[directive] ?? [])].find((each) => policy.has(each)));
}

function matches(source, url, self) {
  if (source === "*") return /^https?:$/.test(url.protocol) || url.protocol === self.protocol;
  if (source.toLowerCase() === "'self'") return url.origin === self.origin;
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return carries(source.toLowerCase(), url.protocol);
  const [, scheme, host, port, path] = source.match(/^(?:([a-z][a-z\d+.-]*):\/\/)?([^/:']+|\[[^\]]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i) ?? [];
  if (!host) return false;
  const inside = host.startsWith("*.") ? url.hostname.endsWith(host.slice(1).toLowerCase()) : url.hostname === host.toLowerCase();
  const ports = { "http:": "80", "https:": "443" };
  const reached = url.port || ports[url.protocol];
  const secured = port === "80" && reached === "443";
  return inside
    && carries(scheme ? `${scheme.toLowerCase()}:` : self.protocol, url.protocol)
    && (port === "*" || secured || reached === (port ?? ports[url.protocol]))
    && (!path || (path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path));
}

/** What is allowed by http is allowed by https. */
function carries(allowed, wanted) {
  return allowed === wanted || (allowed === "http:" && wanted === "https:");
}
