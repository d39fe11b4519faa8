/** How many boxes the largest layout had to lay out again while `work` ran, as the browser's own trace tells. */
export async function layouts(browser, page, work) {
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const found = trace.traceEvents.filter(({ name, args }) => name === "Layout" && args.beginData);
  return Math.max(0, ...found.map(({ args }) => args.beginData.dirtyObjects));
}
