// Page errors, unhandled rejections and policy violations go to the console, whose log outlives the page.
(() => {
  const tell = console.error.bind(console);
  addEventListener("error", (event) => event.message && tell(`[page error] ${event.message}`));
  addEventListener("unhandledrejection", (event) => tell(`[unhandled rejection] ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    tell(`[policy violation] ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
})();
