// Memory that must stay flat: many elements, elements that come and go, an hour of typing.

import { OURS, PLAIN, forms } from "./forms.js";
import { table } from "./table.js";

export const title = "Memory";

const CYCLES = 10_000;
/** An hour at five keys a second. */
const KEYS = 18_000;

export async function run({ pkg, rounds, open }) {
  const [files, plain] = (await forms([OURS, PLAIN], pkg)).values();
  const [page, tools] = await ready(open, "whole", { ...files, "/": [files["/"][0], files["/"][1].replace('<script type="module"', `<script src="/caught.js"></script>\n<script type="module"`)], "/caught.js": ["text/javascript", CAUGHT] });
  const rows = [];
  const look = async (what) => rows.push([what, ...(await measured(page, tools))]);
  // A quick run is shorter, for a look.
  const share = rounds < 20 ? 0.1 : 1;

  await page.evaluate(cycle, 200);
  await look("one element, after warming up");
  await page.evaluate(mount, 100);
  await look("100 elements more");
  await page.evaluate(unmount);
  await look("the 100 taken away");
  await page.evaluate(mount, 100);
  await page.evaluate(unmount);
  await look("100 once more, taken away");
  for (let part = 1; part <= 4; part++) {
    await page.evaluate(cycle, (CYCLES * share) / 4);
    await look(`${((CYCLES * share * part) / 4).toLocaleString("en")} elements come and gone`);
  }
  for (let part = 1; part <= 4; part++) {
    await page.evaluate(type, (KEYS * share) / 4);
    await look(`${((KEYS * share * part) / 4).toLocaleString("en")} keys typed and taken back`);
  }
  await page.close();
  hold(rows);
  rows.push(...(await beside(open, plain, KEYS * share)));
  return [
    "Counted after the garbage was collected. A WebAssembly page is 64 KB and is never given back to the browser.",
    "The plain form by hand is typed into in the same way: what its heap grows by is the browser's own and the measuring's.",
    "",
    ...table(["", "WebAssembly pages", "script's heap, KB", "listeners", "nodes"], rows),
  ].join("\n");
}

/** The same keys in a form that keeps nothing: a row before them, one after. */
async function beside(open, files, keys) {
  const [page, tools] = await ready(open, "usable", files);
  await page.evaluate(type, 200);
  const rows = [["a plain form, by hand, after warming up", ...(await measured(page, tools))]];
  await page.evaluate(type, keys);
  rows.push([`a plain form, by hand, ${keys.toLocaleString("en")} keys typed and taken back`, ...(await measured(page, tools))]);
  await page.close();
  return rows;
}

/** A page that has set its mark, and the browser's tools for it. */
async function ready(open, mark, files) {
  const page = await open(files);
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, mark);
  const tools = await page.context().newCDPSession(page);
  await tools.send("Performance.enable");
  return [page, tools];
}

/** Flat: listeners and nodes as at first, WebAssembly as after the first hundred; the script's heap, in which the engine keeps compiled code, within a quarter. */
function hold([first, , settled, ...rest]) {
  for (const [what, pages, heap, listeners, nodes] of rest) {
    const isFlat = pages === settled[1] && heap < settled[2] * 1.25 && listeners === first[3] && nodes === first[4];
    if (!isFlat) throw new Error(`memory is not flat: ${what}: ${[pages, heap, listeners, nodes].join(", ")}, at first ${first.slice(1).join(", ")}`);
  }
}

async function measured(page, tools) {
  // What an element leaves to the garbage collector takes more than one round to go.
  for (let round = 0; round < 3; round++) await tools.send("HeapProfiler.collectGarbage");
  const { metrics } = await tools.send("Performance.getMetrics");
  const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const pages = await page.evaluate(() => (globalThis.caught?.buffer.byteLength ?? 0) / 65536);
  return [pages, (of.JSHeapUsedSize / 1024).toFixed(0), of.JSEventListeners, of.Nodes];
}

/** In the page, before anything else: keeps the module's memory where it can be looked at. */
const CAUGHT = `
for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await real.apply(WebAssembly, given);
    globalThis.caught = Object.values((made.instance ?? made).exports).find((found) => found instanceof WebAssembly.Memory);
    return made;
  };
}
`;

function mount(count) {
  for (let made = 0; made < count; made++) {
    const element = document.createElement("cloudpayments-checkout");
    element.setAttribute("public-id", "test_api_00000000000000000000001");
    element.className = "extra";
    document.body.append(element);
  }
}

async function unmount() {
  for (const element of document.querySelectorAll(".extra")) element.remove();
  await new Promise((resolve) => setTimeout(resolve));
}

async function cycle(count) {
  for (let round = 0; round < count; round++) {
    const element = document.createElement("cloudpayments-checkout");
    element.setAttribute("public-id", "test_api_00000000000000000000001");
    document.body.append(element);
    const number = element.shadowRoot.getElementById("number");
    number.value = "4111";
    number.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    element.remove();
    // It is wiped once it has stayed away.
    await null;
    if (round % 100 === 99) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** A card's digits, one after the other, then taken back the same way. */
async function type(count) {
  const number = (document.querySelector("cloudpayments-checkout")?.shadowRoot ?? document).getElementById("number");
  const key = (inputType) => number.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
  let typed = 0;
  while (typed < count) {
    for (const digit of "4111111111111111") {
      number.value += digit;
      key("insertText");
    }
    for (let digit = 0; digit < 16; digit++) {
      number.value = number.value.trimEnd().slice(0, -1);
      key("deleteContentBackward");
    }
    typed += 32;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
