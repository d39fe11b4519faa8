// A shop's page for a server that has none: the files of examples/html, one order, and payments handed on to the server.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

/** Listens on a free port. `server` is where payments go. */
export async function shop(files, sandboxUrl, server) {
  const settings = { publicId: "test_api_00000000000000000000001", script: `${sandboxUrl}/checkout.js`, endpoint: "/api/payments" };
  const order = { order: "A-1042", amount: "12500.00", currency: "KZT" };
  const front = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://shop");
    if (pathname.startsWith("/api/payments")) return handOn(server, request, response);
    if (pathname === "/api/settings") return json(response, settings);
    if (pathname === "/api/orders") return json(response, order);
    return file(files, pathname, response);
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  return front;
}

function handOn(server, request, response) {
  const { method, url, headers } = request;
  const onward = ask(server + url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  request.pipe(onward);
}

function json(response, value) {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

async function file(folder, pathname, response) {
  const path = normalize(pathname.replace(/^\/pkg\//, "/node_modules/cloudpayments-checkout/").replace(/\/$/, "/index.html"));
  try {
    const content = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
