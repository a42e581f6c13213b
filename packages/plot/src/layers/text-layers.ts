import type { LayerLine } from '@foldwise/core';
import { boxesOf, factsOf, isChain, type LayerBox } from './boxes-of.ts';

/** The layers of a network as a tree in text: ↓ where a layer is handed what the one before gave, ├ where all are handed the same. */
export function textLayers(lines: readonly LayerLine[]): readonly string[] {
  return boxesOf(lines).flatMap((box) => linesOf(box, '', ''));
}

function linesOf(box: LayerBox, head: string, rest: string): readonly string[] {
  const own = `${head}${box.line.kind}  ${factsOf(box.line)}`;
  const chain = isChain(box);
  const inner = box.parts.flatMap((part, i) => {
    const isLast = i === box.parts.length - 1;
    if (chain) return linesOf(part, `${rest}${i === 0 ? '  ' : '↓ '}`, `${rest}  `);
    return linesOf(part, `${rest}${isLast ? '└ ' : '├ '}`, `${rest}${isLast ? '  ' : '│ '}`);
  });
  return [own, ...inner];
}
