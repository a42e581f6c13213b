import type { Bench, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';

/** Some tens of seconds, so that the half second that the mirror may take at the end is a small share. */
const TRIALS = 60;

function sweep(name: string, what: 'cpu' | 'clock', server: 'none' | 'slow' | 'down'): Side {
  return nodeSide(name, {
    script: new URL('mirror/sweep.ts', import.meta.url),
    arguments: [what, server, String(TRIALS)],
  });
}

/** Ours is the sweep alone, so that a ratio is what the mirror costs: 1.02 is two hundredths. */
const benches: readonly Bench[] = (['cpu', 'clock'] as const).map((what) => ({
  name: `${what === 'cpu' ? 'processor' : 'clock'}: a sweep of ${TRIALS} trials, alone and mirrored`,
  unit: what === 'cpu' ? 'CPU s' : 's',
  ours: [sweep('alone', what, 'none')],
  peers: [sweep('to a server of 200 ms', what, 'slow'), sweep('to one that is down', what, 'down')],
}));

export default benches;
