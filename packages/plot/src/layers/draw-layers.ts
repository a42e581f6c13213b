import type { LayerLine } from '@foldwise/core';
import type { Drawing } from '../svg/drawing.ts';
import { escape } from '../svg/escape.ts';
import { boxesOf, factsOf, isChain, type LayerBox } from './boxes-of.ts';

const BOX = { least: 150, height: 44, perLetter: 7.6 };
const GAP = 26;
const PADDING = 14;
const HEAD = 22;

/**
 * The layers of a network as boxes, from the input above to the output below: one below the other where each is handed what the one
 * before gave, side by side where they are handed the same, within the box of the layer that they are parts of.
 *
 * @example
 * drawLayers(describeNetwork(network, [784]));
 */
export function drawLayers(lines: readonly LayerLine[]): Drawing {
  return below(boxesOf(lines).map(drawBox));
}

function drawBox(box: LayerBox): Drawing {
  if (box.parts.length === 0) return leaf(box.line);
  const parts = box.parts.map(drawBox);
  const inner = isChain(box) ? below(parts) : beside(parts);
  // A chain has nothing to say that its parts do not, but for its size.
  return isChain(box) && box.line.depth === 0 ? inner : owner(box.line, inner);
}

function leaf(line: LayerLine): Drawing {
  const facts = factsOf(line);
  const width = Math.max(BOX.least, Math.ceil(Math.max(facts.length, line.kind.length) * BOX.perLetter) + 20);
  const content = [
    `<rect class="box" width="${width}" height="${BOX.height}" rx="5"/>`,
    `<text class="strong" x="${width / 2}" y="18" text-anchor="middle">${escape(line.kind)}</text>`,
    `<text x="${width / 2}" y="35" text-anchor="middle">${escape(facts)}</text>`,
  ];
  return { width, height: BOX.height, content: content.join('') };
}

function owner(line: LayerLine, inner: Drawing): Drawing {
  const head = `${line.kind}, ${factsOf(line)}`;
  const width = Math.max(inner.width, Math.ceil(head.length * BOX.perLetter)) + 2 * PADDING;
  const height = inner.height + HEAD + 2 * PADDING;
  const content = [
    `<rect class="owner" width="${width}" height="${height}" rx="7"/>`,
    `<text x="${PADDING}" y="${PADDING + 8}">${escape(head)}</text>`,
    moved(inner, (width - inner.width) / 2, HEAD + PADDING),
  ];
  return { width, height, content: content.join('\n') };
}

function below(drawings: readonly Drawing[]): Drawing {
  const width = Math.max(...drawings.map((drawing) => drawing.width));
  const middle = width / 2;
  let top = 0;
  const placed = drawings.map((drawing, i) => {
    const arrow = i === 0 ? '' : arrowDown(middle, top - GAP, top);
    const content = moved(drawing, middle - drawing.width / 2, top) + arrow;
    top += drawing.height + GAP;
    return content;
  });
  return { width, height: top - GAP, content: placed.join('\n') };
}

function beside(drawings: readonly Drawing[]): Drawing {
  const height = Math.max(...drawings.map((drawing) => drawing.height));
  let left = 0;
  const placed = drawings.map((drawing) => {
    const content = moved(drawing, left, (height - drawing.height) / 2);
    left += drawing.width + GAP;
    return content;
  });
  return { width: left - GAP, height, content: placed.join('\n') };
}

function moved({ content }: Drawing, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">${content}</g>`;
}

function arrowDown(x: number, from: number, to: number): string {
  return `<path class="edge" d="M${x} ${from}V${to - 6}"/><path class="tip" d="M${x} ${to}l-4 -7h8z"/>`;
}
