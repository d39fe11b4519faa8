// A server on loopback for pages under measurement: what it sends is held in memory, compressed beforehand as a good host would.

import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";

/** Serves `{ path: [type, content, headers?] }`; gives the origin, the requests so far, and how to end it. */
export async function serve(files, host = "127.0.0.1") {
  const asked = [];
  const sent = Object.fromEntries(
    Object.entries(files).map(([path, [type, content, headers]]) => [path, answer(type, Buffer.from(content), headers)]),
  );
  const server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    asked.push(path);
    const found = sent[path];
    if (!found) {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    response.writeHead(200, found.headers).end(found.body);
  });
  await new Promise((resolve) => server.listen(0, host, resolve));
  return {
    origin: `http://${host}:${server.address().port}`,
    asked,
    end() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(type, content, headers) {
  const body = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return {
    body,
    headers: {
      "content-type": type,
      "content-encoding": "br",
      "content-length": body.length,
      "cache-control": "no-store",
      // A clock of microseconds instead of tenths of milliseconds.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      ...headers,
    },
  };
}
