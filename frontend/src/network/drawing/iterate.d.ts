// SPDX-License-Identifier: EUPL-1.2
// One step of ForceAtlas2, for which the package has no types.
declare module "graphology-layout-forceatlas2/iterate" {
  import type { ForceAtlas2Settings } from "graphology-layout-forceatlas2";

  /** Moves the nodes in place. Both matrices as in `layout.ts`. */
  export default function iterate(settings: ForceAtlas2Settings, nodes: Float32Array, edges: Float32Array): void;
}
