// Runs before every script of the page. What the console shows, page errors, unhandled rejections and policy violations are told to
// the relay, in their order and before the page can go away. The component's memory is kept as `witnessedMemory`: the package shows it
// to nobody.
(() => {
  const tell = (isError, text) => {
    const told = JSON.stringify([isError, text]);
    try {
      const request = new XMLHttpRequest();
      request.open("POST", "/.witness", false);
      request.send(told);
    } catch {
      // A page that is going away may not wait any more.
      navigator.sendBeacon("/.witness", told);
    }
  };
  const shown = (word) => {
    if (word instanceof Error) return `${word}\n${word.stack}`;
    try {
      return typeof word === "string" ? word : JSON.stringify(word) ?? String(word);
    } catch {
      return String(word);
    }
  };
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const show = console[level].bind(console);
    console[level] = (...words) => {
      tell(level === "error", `console.${level}: ${words.map(shown).join(" ")}`);
      show(...words);
    };
  }
  addEventListener("error", (event) => event.message && tell(true, `page error: ${event.message} ${shown(event.error)}`));
  addEventListener("unhandledrejection", (event) => tell(true, `unhandled rejection: ${shown(event.reason)}`));
  addEventListener("securitypolicyviolation", (event) =>
    tell(true, `policy violation: ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...args) => {
    const made = await instantiateStreaming(...args);
    globalThis.witnessedMemory = Object.values(made.instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return made;
  };
})();
