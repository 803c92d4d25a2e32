// SPDX-License-Identifier: EUPL-1.2
// Computes positions away from the page: ForceAtlas2, so many steps, told now and then. The same network gets the same
// positions: nothing is random, and the number of steps does not depend on how fast the machine is.
import iterate from "graphology-layout-forceatlas2/iterate";

import type { LayoutRequest } from "./layout";

/** Milliseconds between positions told; large drawings take longer to show. */
const pauseFor = (numbers: number): number => (numbers > MANY ? 1000 : 200);

const SETTINGS = {
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 10,
  strongGravityMode: true, // what is not joined stays near, and all room is used
  gravity: 0.3,
  slowDown: 5,
  barnesHutTheta: 1,
};

/** Past so many numbers, ten a node, far nodes are taken together. */
const MANY = 4000;

onmessage = ({ data }: MessageEvent<LayoutRequest>) => {
  const { nodes, edges, steps } = data;
  const settings = { ...SETTINGS, barnesHutOptimize: nodes.length > MANY };
  let told = performance.now();
  for (let step = 1; step <= steps; step++) {
    iterate(settings, nodes, edges);
    if (step < steps && performance.now() - told > pauseFor(nodes.length)) {
      told = performance.now();
      postMessage({ nodes, share: step / steps });
    }
  }
  postMessage({ nodes, share: 1 });
};
