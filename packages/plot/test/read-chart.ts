/** An element of SVG as a reader of the file sees it. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands between its tags. */
  readonly inner: string;
}

/** Every element of a name in markup, outermost first; of nested ones of the same name the outer alone. */
export function elementsIn(markup: string, name: string): readonly ReadElement[] {
  const pattern = new RegExp(`<${name}((?:\\s[\\w-]+="[^"]*")*)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g');
  return [...markup.matchAll(pattern)].map(([, attributes, inner]) => ({
    name,
    attributes: Object.fromEntries(
      [...attributes!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]),
    ),
    inner: inner ?? '',
  }));
}

/** What an axis says: how a place on it is read as a number, by the labels of its ticks alone. */
export type AxisReading = (place: number) => number;

/** Reads the numbers along the bottom and the left side of a chart, from where its labels stand; `logarithmic` where they are read so. */
export function axesIn(
  markup: string,
  logarithmic: { readonly x?: boolean; readonly y?: boolean } = {},
): { readonly x: AxisReading; readonly y: AxisReading } {
  const texts = elementsIn(markup, 'text').filter(
    ({ inner }) => inner !== '' && !Number.isNaN(Number(inner)),
  );
  const of = (anchor: string, key: 'x' | 'y', shift: number) =>
    texts
      .filter(({ attributes }) => attributes['text-anchor'] === anchor)
      .map(({ attributes, inner }) => [Number(attributes[key]) - shift, Number(inner)] as const);
  return {
    x: reading(of('middle', 'x', 0), logarithmic.x),
    // A label's line stands four units below what it names.
    y: reading(of('end', 'y', 4), logarithmic.y),
  };
}

/** The line through the first and the last label. */
function reading(
  labels: readonly (readonly [place: number, value: number])[],
  logarithmic = false,
): AxisReading {
  const [[from, first], [to, last]] = [labels[0]!, labels.at(-1)!];
  const [low, high] = logarithmic ? [Math.log(first), Math.log(last)] : [first, last];
  return (place) => {
    const value = low + ((place - from) / (to - from)) * (high - low);
    return logarithmic ? Math.exp(value) : value;
  };
}
