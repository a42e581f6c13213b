import type { SearchedTrials } from '@foldwise/plot';

/** Chosen stretches of axes: from one value to another, of options by their index. */
export type Brush = ReadonlyMap<string, readonly [from: number, to: number]>;

/** A brush as a parameter of the address: `units:32:128,activation:0:1`. */
export function brushText(brush: Brush): string {
  return [...brush]
    .map(([name, [from, to]]) => `${encodeURIComponent(name)}:${short(from)}:${short(to)}`)
    .join(',');
}

/** A brush from an address; what cannot be read is left out. */
export function readBrush(text: string): Brush {
  const stretches = text.split(',').flatMap((part) => {
    const [name = '', from = '', to = ''] = part.split(':');
    const ends = [Number(from), Number(to)] as const;
    const isWhole = name !== '' && from !== '' && to !== '' && ends.every(Number.isFinite);
    return isWhole ? [[decoded(name), ends] as const] : [];
  });
  return new Map(stretches);
}

/** The runs whose lines go through every chosen stretch. */
export function brushedRuns(
  brush: Brush,
  { metric, parameters, trials }: SearchedTrials,
): ReadonlySet<string> {
  const names = [...parameters.map(({ name }) => name), metric];
  const chosen = [...brush].flatMap(([name, ends]) => {
    const index = names.lastIndexOf(name);
    return index === -1 ? [] : [[index, ends] as const];
  });
  return new Set(
    trials
      .filter(({ values, score }) =>
        chosen.every(([index, [from, to]]) => {
          const value = index === parameters.length ? score : (values[index] ?? null);
          return value !== null && value >= from && value <= to;
        }),
      )
      .map(({ run }) => run),
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
