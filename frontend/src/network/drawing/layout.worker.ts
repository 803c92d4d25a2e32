// SPDX-License-Identifier: EUPL-1.2
// Computes positions away from the page: ForceAtlas2, so many steps, told now and then. The same network gets the same
// positions: nothing is random, and the number of steps does not depend on how fast the machine is.
import iterate from "graphology-layout-forceatlas2/iterate";

import type { LayoutRequest } from "./layout";

/** Milliseconds between positions told. */
const PAUSE = 250;

const SETTINGS = {
  linLogMode: true, // communities come apart
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 1,
  strongGravityMode: false,
  gravity: 0.5,
  slowDown: 5,
  barnesHutTheta: 0.7,
};

onmessage = ({ data }: MessageEvent<LayoutRequest>) => {
  const { nodes, edges, steps } = data;
  const settings = { ...SETTINGS, barnesHutOptimize: nodes.length > 5000 }; // ten numbers a node
  let told = performance.now();
  for (let step = 1; step <= steps; step++) {
    iterate(settings, nodes, edges);
    if (step < steps && performance.now() - told > PAUSE) {
      told = performance.now();
      postMessage({ nodes, share: step / steps });
    }
  }
  postMessage({ nodes, share: 1 });
};
