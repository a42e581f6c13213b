import type { LayerLine } from '@foldwise/core';

/** A layer with those that it is made of. */
export interface LayerBox {
  readonly line: LayerLine;
  readonly parts: readonly LayerBox[];
}

/** The lines of a network's description as a tree: a line lies in the last one before it that is less deep. */
export function boxesOf(lines: readonly LayerLine[]): readonly LayerBox[] {
  const top = Math.min(...lines.map(({ depth }) => depth));
  const starts = lines.flatMap(({ depth }, i) => (depth === top ? [i] : []));
  return starts.map((start, i) => ({
    line: lines[start]!,
    parts: boxesOf(lines.slice(start + 1, starts[i + 1] ?? lines.length)),
  }));
}

/** Whether the parts of a layer are one after the other. */
export function isChain({ parts }: LayerBox): boolean {
  return parts.length > 0 && parts.every(({ line }) => line.follows === true);
}

/** What is said of a layer: what goes in and comes out, and how many numbers are trained. */
export function factsOf({ inputShape, outputShape, parameters }: LayerLine): string {
  const shapes = `${shapeText(inputShape)} → ${shapeText(outputShape)}`;
  return parameters === 0 ? shapes : `${shapes}, ${parameters} parameter${parameters === 1 ? '' : 's'}`;
}

function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? '1' : shape.join('×');
}
