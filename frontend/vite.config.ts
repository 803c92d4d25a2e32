// SPDX-License-Identifier: EUPL-1.2
// Builds every page into graph_api/web/static, from where the server hands them out.
import { transformAsync } from "@babel/core";
import { babelOptimizerPlugin } from "@graphql-codegen/client-preset";
import { print, stripIgnoredCharacters, type DocumentNode } from "graphql";
import { defineConfig, type Plugin } from "vite";

const api = "http://localhost:8000";

/** Without this each question stands in the bundle three times: parsed, as text, and as the name of that text. */
const namedQuestions: Plugin = {
  name: "named-questions",
  apply: "build",
  enforce: "pre",
  transform: {
    filter: { code: "graphql(`" },
    handler: async (code, filename) => {
      const named = await transformAsync(code, {
        filename,
        configFile: false,
        parserOpts: { plugins: ["typescript", "jsx"] },
        plugins: [[babelOptimizerPlugin, { artifactDirectory: "src/api/generated", gqlTagName: "graphql" }]],
        sourceMaps: true,
      });
      return { code: named?.code ?? code, map: named?.map ?? null };
    },
  },
};

/** As text a question is a third of the size of its parsed form; urql parses it. */
const writtenQuestions: Plugin = {
  name: "written-questions",
  apply: "build",
  enforce: "pre",
  transform: {
    filter: { id: /generated\/graphql\.ts$/ },
    handler: (code) => ({
      code: `import { gql } from "urql";\n${code.replace(/(?<= = )\{"kind":"Document".*\}(?= as unknown)/g, written)}`,
      map: null,
    }),
  },
};

const written = (parsed: string): string =>
  `/* @__PURE__ */ gql(${JSON.stringify(stripIgnoredCharacters(print(JSON.parse(parsed) as DocumentNode)))})`;

export default defineConfig({
  plugins: [namedQuestions, writtenQuestions],
  // Relative addresses: the pages also work below a path, behind a municipality's own proxy.
  base: "./",
  build: {
    outDir: "../graph_api/web/static",
    emptyOutDir: true,
    target: "es2022",
    // Images and fonts stay files, so that the content security policy needs no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "assets/licenses.md" }, // of what is bundled, to go along with it
    // GraphiQL's editor is one large piece; the landing page loads none of it.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: ["index.html", "graphiql.html"],
      checks: { moduleLevelDirective: false }, // "use client", meant for React on a server
    },
  },
  // For the development server: only as source files can these start workers, and only converted
  // beforehand can the workers import CommonJS.
  optimizeDeps: {
    exclude: ["graphiql/setup-workers/vite", "@graphiql/react/setup-workers/vite"],
    include: [
      "graphiql > @graphiql/react > monaco-graphql > picomatch-browser",
      "graphiql > @graphiql/react > graphql-language-service > nullthrows",
      "graphiql > @graphiql/react > graphql-language-service > debounce-promise",
    ],
  },
  server: {
    proxy: {
      "/graphql": { target: api, ws: true },
      "/schema.graphql": api,
      "/health": api,
    },
  },
});
