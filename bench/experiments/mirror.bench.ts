import type { Bench, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';

/** Some tens of seconds, in which five-fold trials end twice a second. */
const SECONDS = 30;
const TRIALS = 2 * SECONDS;

type Server = 'none' | 'slow' | 'down';

const servers = { slow: 'a server of 200 ms', down: 'a server that is down' } as const;

/** The first round counts, as a sweep is the first of its process. */
function replay(server: Exclude<Server, 'none'>): Bench {
  const side: Side = {
    ...nodeSide(`mirrored to ${servers[server]}`, {
      script: new URL('mirror/replay.ts', import.meta.url),
      arguments: [server, String(SECONDS)],
    }),
    once: true,
  };
  return { name: `what mirroring to ${servers[server]} takes of a core`, unit: '%', ours: [side], peers: [] };
}

function sweep(name: string, what: 'results' | 'wait', server: Server): Side {
  return nodeSide(name, {
    script: new URL('mirror/sweep.ts', import.meta.url),
    arguments: [what, server, String(TRIALS)],
  });
}

const benches: readonly Bench[] = [
  replay('slow'),
  replay('down'),
  // Ours is the sweep alone, so that a ratio is what the mirror costs: 0.98 is two hundredths.
  {
    name: `a sweep of ${TRIALS} trials until its results are there, alone and mirrored`,
    unit: 's',
    ours: [sweep('alone', 'results', 'none')],
    peers: [sweep(`to ${servers.slow}`, 'results', 'slow'), sweep(`to ${servers.down}`, 'results', 'down')],
  },
  {
    name: 'what a mirrored sweep waits for the last of its runs, results shown',
    unit: 's',
    ours: [sweep(`to ${servers.slow}`, 'wait', 'slow')],
    peers: [sweep(`to ${servers.down}`, 'wait', 'down')],
  },
];

export default benches;
