// A sandbox and a store for one example, on free ports of this machine.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { shop } from "./shop.mjs";

/**
 * Starts all of it. `folder` is the example's; `www` what the store serves of it, unless the example has a server of its own, which is
 * then started as `server(port, storeUrl)` says: `[program, arguments, environment]`.
 */
export async function stand({ folder, www, server }) {
  const running = [];
  const home = await mkdtemp(join(tmpdir(), "example-"));
  const stop = async () => {
    for (const child of running.reverse()) await end(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const [port, storePort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${port}`;
    const storeUrl = server ? `http://127.0.0.1:${storePort}` : url;
    const sandbox = start(running, process.env.SANDBOX_BIN, ["--listen", "127.0.0.1:0", "--webhooks", `${storeUrl}/webhooks`], home);
    const sandboxUrl = await ready(sandbox);
    const settings = ["--listen", `127.0.0.1:${server ? storePort : port}`, "--public-url", url, "--api", sandboxUrl];
    const files = ["--www", join(folder, www ?? "."), "--pkg", join(folder, "node_modules/cloudpayments-checkout")];
    start(running, process.env.STORE_BIN, [...settings, ...files], home, { DATABASE_URL: `sqlite://${join(home, "store.db")}` });
    await answers(`${storeUrl}/health`, running);
    if (server) {
      const [program, args, environment] = server(port, storeUrl);
      start(running, program, args, folder, environment);
      await answers(url, running);
    }
    return { url, sandboxUrl, storeUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A sandbox, a server of examples/servers, and with `files` a shop's page before it, which hands payments on to it. `log()` is what the
 * server has said to its developer.
 */
export async function serverStand({ start: started, files }) {
  const running = [];
  const home = await mkdtemp(join(tmpdir(), "example-"));
  let front;
  const stop = async () => {
    front?.closeAllConnections();
    front?.close();
    for (const child of running.reverse()) await end(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const sandboxUrl = await ready(start(running, process.env.SANDBOX_BIN, ["--listen", "127.0.0.1:0"], home));
    const port = await freePort();
    const own = `http://127.0.0.1:${port}`;
    front = files && await shop(files, sandboxUrl, own);
    const url = front ? `http://127.0.0.1:${front.address().port}` : own;
    const [program, args, more] = started();
    const environment = { CLOUDPAYMENTS_API: sandboxUrl, ...more, PORT: String(port), ORIGIN: url };
    const server = start(running, program, args.map((arg) => (typeof arg === "function" ? arg(port) : arg)), home, environment, "pipe");
    let log = "";
    server.stderr.setEncoding("utf8").on("data", (text) => {
      log += text;
      process.stderr.write(text);
    });
    await answers(`${own}/api/payments/${"0".repeat(32)}`, running, 404);
    return { url, own, sandboxUrl, log: () => log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function start(running, program, args, cwd, environment = {}, stderr = "inherit") {
  // None of the settings that the terminal may hold for a store of its own.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(STORE_|SANDBOX_|CLOUDPAYMENTS_|DATABASE_URL)/.test(name)));
  // A group of its own: PHP's server has workers, which it does not take with it.
  const child = spawn(program, args, {
    cwd, env: { ...env, RUST_LOG: "warn", ...environment }, stdio: ["ignore", "pipe", stderr], detached: true,
  });
  running.push(child);
  alive.add(child);
  child.once("exit", () => {
    signal(child, "SIGKILL");
    alive.delete(child);
  });
  return child;
}

/** What runs in groups of its own, and hears nothing of a Ctrl-C. */
const alive = new Set();
process.once("exit", () => alive.forEach((child) => signal(child, "SIGKILL")));
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => process.exit(1));

/** To a child and whatever it has started. */
function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // All gone.
  }
}

/** The address in the line that says the server is ready. */
async function ready(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^ready (\S+)/.exec(line);
    if (found) {
      child.stdout.resume();
      return found[1];
    }
  }
  throw new Error("the sandbox ended before it was ready");
}

async function answers(url, running, status = 200) {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const gone = running.find((child) => child.exitCode !== null);
    if (gone) throw new Error(`${gone.spawnfile} ended by itself (${gone.exitCode})`);
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.status === status) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not answer for a minute`);
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  signal(child, "SIGTERM");
  const late = setTimeout(() => signal(child, "SIGKILL"), 5_000);
  await gone;
  clearTimeout(late);
}

/** A port that is free now and that nobody gets by chance before our server does: below those that the system gives away by itself. */
async function freePort() {
  for (;;) {
    const port = 11_000 + Math.floor(Math.random() * 20_000);
    const server = createServer().listen(port, "127.0.0.1");
    if (!(await once(server, "listening").catch(() => {}))) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
