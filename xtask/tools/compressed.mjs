// Bytes as a server sends them, at each compression's best.

import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

export function gzip(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}
