import type { Value } from './primitive.ts';

/** Where in a network ops are applied, for whoever records them. */
export interface Place {
  /** The parts that lie around it, outermost first: `sequential[2]`. */
  readonly inside: readonly string[];
  /** What it is: `dense`. */
  readonly kind: string;
  /** Whether the ops are those of its derivative. */
  readonly isGradient: boolean;
  /** Told what each part gives, once it has. */
  readonly told?: Listener | undefined;
}

/** Hears of what a part of a network gives. */
export type Listener = (place: Place, output: Value) => void;

let now: Place | undefined;

/** Where ops are applied at the moment; undefined outside of networks and losses. */
export function placeNow(): Place | undefined {
  return now;
}

/** Runs `task`, its ops applied at a place. */
export function atPlace<T>(place: Place | undefined, task: () => T): T {
  const before = now;
  now = place;
  try {
    return task();
  } finally {
    now = before;
  }
}

/** The path to a place, as errors name it: `sequential[2] > dense`. */
export function pathOf({ inside, kind }: Place): string {
  return [...inside, kind].join(' > ');
}
