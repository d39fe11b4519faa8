// Page errors, unhandled rejections and policy violations go to the console, whose log outlives the page. The component's memory is
// kept as `witnessedMemory`: the package shows it to nobody.
(() => {
  const tell = console.error.bind(console);
  addEventListener("error", (event) => event.message && tell(`[page error] ${event.message}`));
  addEventListener("unhandledrejection", (event) => tell(`[unhandled rejection] ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    tell(`[policy violation] ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...args) => {
    const made = await instantiateStreaming(...args);
    globalThis.witnessedMemory = Object.values(made.instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return made;
  };
})();
