// SPDX-License-Identifier: EUPL-1.2
// After a build: each file of code and style also in Brotli, at an effort that is too slow to make for a request.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const folder = new URL("../graph_api/web/static/assets/", import.meta.url);

for (const name of readdirSync(folder)) {
  if (/\.(js|css)$/.test(name)) writeFileSync(new URL(`${name}.br`, folder), brotliCompressSync(readFileSync(new URL(name, folder))));
}
