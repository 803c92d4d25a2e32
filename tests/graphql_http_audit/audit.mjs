// SPDX-License-Identifier: EUPL-1.2
// Runs every audit of graphql-http against a server and prints the results as JSON.
// Exit code: 0 when every MUST and SHOULD holds, 1 when one does not, 2 when the audit could not be done.
import { auditServer } from "graphql-http";

const [url] = process.argv.slice(2);
if (!url || !URL.canParse(url)) {
  console.error("usage: node audit.mjs URL    (for example http://127.0.0.1:8000/graphql)");
  process.exit(2);
}

try {
  const results = await auditServer({ url });
  const rows = results.map(({ id, name, status, reason = null }) => ({ id, name, status, reason }));
  console.log(JSON.stringify(rows, null, 2));
  const broken = rows.filter(({ name, status }) => status !== "ok" && !name.startsWith("MAY"));
  process.exitCode = broken.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`the audit of ${url} could not be done: ${error.cause?.message ?? error.message}`);
  process.exitCode = 2;
}
