/** One side of a comparison: a figure a round, in the bench's unit. */
export interface Side {
  readonly name: string;
  /** Whether it takes minutes to get ready: left out of a quick run. */
  readonly slow?: boolean;
  /** Whether a round takes the better part of a minute: then the first one counts, and no other is run. */
  readonly once?: boolean;
  /** Gets ready; where it cannot be had on this machine, says why and what to do about it. */
  open(say: (line: string) => void): Promise<OpenSide | Missing>;
}

export interface OpenSide {
  /** Runs once and gives the figure of this round. */
  round(): number | Promise<number>;
  close?(): void | Promise<void>;
}

export interface Missing {
  /** Why it is left out and, where that helps, what to type to have it. */
  readonly missing: string;
}

/** Sides that are measured in turn, and what is compared with what. */
export interface Bench {
  readonly name: string;
  /** `…/s` is better when larger; anything else when smaller. */
  readonly unit: string;
  /** No further round begins once all so far took so many seconds; default: all are run. */
  readonly seconds?: number;
  /** The first is compared with every peer; others, such as slower tiers, with the first peer that is there. */
  readonly ours: readonly [Side, ...Side[]];
  readonly peers: readonly Side[];
}

/** What a file `<area>/<what>.bench.ts` exports. */
export interface BenchFile {
  readonly default: readonly Bench[];
  /** What is shown of the rows of all its benches; all of them by default. */
  readonly summarise?: (rows: readonly Row[]) => readonly Row[];
}

/** What a file `<area>/<what>.table.ts` is called with, whose export `table` gives figures that are no times, as text. */
export interface TableOptions {
  readonly quick: boolean;
  /** Parts of names, of which one at least is in the name of what is wanted. */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}

/** What `--json` writes. `ratio` is how many times better ours is: above 1 we win, whatever the unit. */
export interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly ratio: number | null;
  readonly unit: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Seconds of CPU this process spent in `work`, all its threads: on a shared machine that is steadier than the clock on the wall. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1e6;
}

/** How often a second of CPU the work is done: repeated until `least` seconds have passed. */
export function timesPerSecond(work: () => void, least = 0.25): number {
  let [times, spent, next] = [0, 0, 1];
  while (spent < least) {
    spent += cpuSeconds(() => {
      for (let i = 0; i < next; i++) work();
    });
    times += next;
    next = times;
  }
  return times / spent;
}

/** A side that is ready, and its figures. */
interface Measured {
  readonly name: string;
  readonly side: OpenSide;
  /** The figure of a side that is run once. */
  readonly only?: number;
  readonly figures: number[];
}

/**
 * Opens one after the other, each with a round that is not counted, so that none gets ready while another is measured. A peer that
 * fails is left out; one of ours must not.
 */
async function openAll(
  { name: bench, ours }: Bench,
  sides: readonly Side[],
  say: (line: string) => void,
  open: Measured[],
): Promise<void> {
  for (const side of sides) {
    const { name } = side;
    const started = await side.open(say);
    if ('missing' in started) {
      say(`${bench}: ${name} is left out: ${started.missing}`);
      continue;
    }
    try {
      const first = await started.round();
      open.push({ name, side: started, ...(side.once === true && { only: first }), figures: [] });
    } catch (error) {
      await started.close?.();
      if (ours.includes(side)) throw error;
      say(`${bench}: ${name} is left out: ${String(error)}`);
    }
  }
}

function compare(bench: Bench, label: string, ours: Measured, peer: Measured): Row {
  const larger = bench.unit.endsWith('/s');
  const ratios = ours.figures.map((figure, round) => {
    const other = peer.figures[round]!;
    return larger ? figure / other : other / figure;
  });
  return {
    name: label,
    ours: median(ours.figures),
    peer: median(peer.figures),
    peerName: peer.name,
    ratio: median(ratios),
    unit: bench.unit,
  };
}

function alone({ unit }: Bench, label: string, ours: Measured): Row {
  return { name: label, ours: median(ours.figures), peer: null, peerName: null, ratio: null, unit };
}

/**
 * Runs the sides in turn, A B C A B C …, after one round each that is not counted. A figure is the median of its rounds, a ratio the
 * median of the ratios within each round: where the machine slows down, it slows down for both.
 */
export async function measure(
  bench: Bench,
  { rounds, quick }: { readonly rounds: number; readonly quick: boolean },
  say: (line: string) => void,
): Promise<readonly Row[]> {
  const wanted = [...bench.ours, ...bench.peers].filter(({ slow }) => !(quick && slow === true));
  const open: Measured[] = [];
  try {
    await openAll(bench, wanted, say, open);
    const start = performance.now();
    const isTime = (): boolean => performance.now() - start < 1000 * (bench.seconds ?? Infinity);
    for (let round = 0; round === 0 || (round < rounds && isTime()); round++) {
      for (const { side, only, figures } of open) figures.push(only ?? (await side.round()));
    }
  } finally {
    for (const { side } of open) await side.close?.();
  }
  const here = (sides: readonly Side[]): readonly Measured[] =>
    sides.flatMap(({ name }) => open.find((one) => one.name === name) ?? []);
  const peers = here(bench.peers);
  return here(bench.ours).flatMap((ours, index) => {
    const label = bench.ours.length === 1 ? bench.name : `${bench.name} (${ours.name})`;
    const against = index === 0 ? peers : peers.slice(0, 1);
    return against.length === 0
      ? [alone(bench, label, ours)]
      : against.map((peer) => compare(bench, label, ours, peer));
  });
}
