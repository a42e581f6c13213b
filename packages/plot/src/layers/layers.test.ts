import {
  columns,
  dense,
  describeNetwork,
  embedding,
  flatten,
  heads,
  parallel,
  relu,
  residual,
  sequential,
} from '@foldwise/core';
import { expect, test } from 'vitest';
import { drawLayers } from './draw-layers.ts';
import { textLayers } from './text-layers.ts';

const network = sequential(
  parallel(
    columns({ from: 0, to: 4 }),
    sequential(columns({ from: 4 }), embedding({ levels: [5, 9], dimension: 3 }), flatten()),
  ),
  residual(dense({ units: 10 })),
  relu(),
  heads({ kind: dense({ units: 3 }), price: dense({ units: 1 }) }),
);
const lines = describeNetwork(network, [6]);

test('layers in text are a tree: below one another in chains, side by side where branches are', () => {
  expect(`\n${textLayers(lines).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    sequential  6 → 4, 202 parameters
      parallel  6 → 10, 48 parameters
      ├ columns  6 → 4
      └ sequential  6 → 6, 48 parameters
          columns  6 → 2
        ↓ embedding  2 → 2×3, 48 parameters
        ↓ flatten  2×3 → 6
    ↓ residual  10 → 10, 110 parameters
      └ dense  10 → 10, 110 parameters
    ↓ relu  10 → 10
    ↓ heads  10 → 4, 44 parameters
      ├ dense  10 → 3, 33 parameters
      └ dense  10 → 1, 11 parameters
    "
  `);
});

test('layers in SVG are boxes within those that they are parts of, with arrows along chains', () => {
  const { content, width, height } = drawLayers(lines);
  expect(content.match(/class="box"/g)).toHaveLength(8);
  expect(content.match(/class="owner"/g)).toHaveLength(4);
  expect(content.match(/class="tip"/g)).toHaveLength(3 + 2);
  expect(content).toContain('>embedding</text>');
  expect(content).toContain('>2 → 2×3, 48 parameters</text>');
  expect(content).not.toMatch(/NaN|undefined/);
  expect(width).toBeGreaterThan(400);
  expect(height).toBeGreaterThan(500);
});

test('a layer of its own is a box', () => {
  expect(textLayers(describeNetwork(dense({ units: 2, bias: false }), [3]))).toEqual([
    'dense  3 → 2, 6 parameters',
  ]);
  expect(drawLayers(describeNetwork(dense({ units: 1 }), [1])).height).toBe(44);
});
