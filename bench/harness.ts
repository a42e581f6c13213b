/** One side of a comparison: a figure a round, in the bench's unit. */
export interface Side {
  readonly name: string;
  /** Gets ready; where it cannot be had on this machine, says how to install it. */
  open(): Promise<OpenSide | Missing>;
}

export interface OpenSide {
  /** Runs once and gives the figure of this round. */
  round(): number | Promise<number>;
  close?(): void | Promise<void>;
}

export interface Missing {
  /** What to type to have this peer. */
  readonly install: string;
}

/** One row of an area's table: us and, beside us in the same run, others. */
export interface Bench {
  readonly name: string;
  /** `…/s` is better when larger; anything else when smaller. */
  readonly unit: string;
  readonly ours: Side;
  readonly peers: readonly Side[];
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

/** Seconds of CPU this process spent in `work`: on a shared machine that is steadier than the clock on the wall. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1e6;
}

export function isMissing(side: OpenSide | Missing): side is Missing {
  return 'install' in side;
}

/**
 * Runs the sides in turn, A B C A B C …, after one round each that is not counted, and gives the median of each: where the machine
 * slows down, it slows down for all of them.
 */
export async function measure(
  bench: Bench,
  rounds: number,
  say: (line: string) => void,
): Promise<readonly Row[]> {
  const open: { readonly name: string; readonly side: OpenSide; readonly figures: number[] }[] = [];
  for (const candidate of [bench.ours, ...bench.peers]) {
    const { name } = candidate;
    const side = await candidate.open();
    if (isMissing(side)) say(`${bench.name}: ${name} is left out, it is not installed: ${side.install}`);
    else open.push({ name, side, figures: [] });
  }
  try {
    for (let round = -1; round < rounds; round++) {
      for (const { side, figures } of open) {
        const figure = await side.round();
        if (round >= 0) figures.push(figure);
      }
    }
  } finally {
    for (const { side } of open) await side.close?.();
  }
  const figureOf = (name: string): number | undefined => {
    const found = open.find((one) => one.name === name);
    return found && median(found.figures);
  };
  const ours = figureOf(bench.ours.name);
  if (ours === undefined) return [];
  const larger = bench.unit.endsWith('/s');
  const rows = bench.peers.flatMap((peer): Row[] => {
    const figure = figureOf(peer.name);
    if (figure === undefined) return [];
    const ratio = larger ? ours / figure : figure / ours;
    return [{ name: bench.name, ours, peer: figure, peerName: peer.name, ratio, unit: bench.unit }];
  });
  return rows.length > 0
    ? rows
    : [{ name: bench.name, ours, peer: null, peerName: null, ratio: null, unit: bench.unit }];
}
