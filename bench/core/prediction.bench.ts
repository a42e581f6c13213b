import type { Bench } from '../harness.ts';
import { nodeSide } from '../node.ts';
import { tierSides } from './tiers.ts';

const benches: readonly Bench[] = [1, 64, 1024].map((rows) => ({
  name: `predict 100→256³→1, batch ${rows}`,
  unit: 'rows/s',
  ours: tierSides(new URL('prediction/foldwise.ts', import.meta.url), [String(rows)]),
  peers: [
    nodeSide('onnxruntime-node', {
      script: new URL('prediction/onnxruntime.ts', import.meta.url),
      arguments: [String(rows)],
      needs: ['onnxruntime-node'],
    }),
  ],
}));

export default benches;
