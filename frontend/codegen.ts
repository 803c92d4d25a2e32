// SPDX-License-Identifier: EUPL-1.2
// Types of every question in the pages, made from the committed schema; a question that the API would refuse stops the build.
import type { CodegenConfig } from "@graphql-codegen/cli";

const types = {
  enumType: "string-literal",
  enumsAsTypes: true,
  useTypeImports: true,
  strictScalars: true,
  defaultScalarType: "unknown",
  scalars: {
    BigInt: "number",
    Date: "string",
    DateTime: "string",
    Decimal: "string",
    GeoJSON: "import('geojson').Polygon | import('geojson').MultiPolygon",
  },
};

const config: CodegenConfig = {
  schema: "../schema/schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/api/generated/**", "!src/graphiql/**"],
  generates: {
    // What is asked, and its answers.
    "src/api/generated/": { preset: "client", presetConfig: { fragmentMasking: false }, config: types },
    // Enums and inputs by their own names.
    "src/api/generated/schema.ts": { plugins: ["typescript"], config: types },
  },
};

export default config;
