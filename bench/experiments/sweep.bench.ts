import type { Bench, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';

/** Of the fifty of the sweep, so that the reference is done in half a minute; what is not training counts ten times as much. */
const EPOCHS = 5;

function trial(name: string, computing: 'compiled' | 'reference'): Side {
  return nodeSide(name, {
    script: new URL('sweep/trial.ts', import.meta.url),
    arguments: [computing, String(EPOCHS)],
  });
}

const benches: readonly Bench[] = [
  {
    name: 'a trial of the diamonds sweep, cut to five epochs',
    unit: 'CPU s',
    ours: [trial('foldwise', 'compiled')],
    peers: [trial('reference executor', 'reference')],
  },
];

export default benches;
