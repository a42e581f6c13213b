import { expect, test } from 'vitest';
import type { Plot } from './plot.ts';
import { drawPlot, svgPlot } from './svg-plot.ts';
import { textPlot } from './text-plot.ts';

const plot: Plot = {
  title: 'A rise & two dots',
  x: 'across',
  y: 'up',
  series: [
    {
      name: 'rise',
      kind: 'line',
      points: [
        [0, 0],
        [10, 10],
      ],
    },
    {
      name: 'dots',
      kind: 'dots',
      points: [
        [0, 10],
        [10, 0],
      ],
    },
  ],
  shaded: { name: 'right half', where: (x) => x > 5 },
};

test('a plot in text marks its series, its shade and its axes', () => {
  const lines = textPlot(plot, 30);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "A rise & two dots

        │             ············
     10 │ o           ·········**·
        │             ·······**···
      8 │             ·····**·····
        │             ···**·······
        │             ··*·········
      6 │             **··········
        │            *············
      4 │          ** ············
        │         *   ············
        │       **    ············
      2 │     **      ············
        │   **        ············
      0 │ **          ··········o·
        │             ············
        └─────────────────────────
          0   2    4   6    8  10
         → across   ↑ up   * rise   o dots   · right half"
  `);
});

test('a plot in SVG has a path for a line, circles for dots, and its text escaped', () => {
  const svg = svgPlot(plot);
  expect(svg).toContain('aria-label="A rise &amp; two dots"');
  expect(svg).toContain('<path class="line s0" d="M84.7 301L603.3 27"/>');
  expect(svg.match(/<circle class="dot s1"/g)).toHaveLength(2);
  expect(svg).toMatch(/<path class="shade" shape-rendering="crispEdges" d="M344 16h280/);
});

test('what is not finite is left out of both', () => {
  const broken: Plot = {
    ...plot,
    series: [
      {
        name: 'diverged',
        kind: 'line',
        points: [
          [0, 1],
          [1, Infinity],
          [2, Number.NaN],
          [3, 4],
        ],
      },
    ],
  };
  expect(svgPlot(broken)).not.toMatch(/NaN|Infinity/);
  expect(textPlot(broken, 40).join('\n')).not.toMatch(/NaN|Infinity/);
});

test('a shade in SVG has no gap: each of its bars ends where the next begins', () => {
  const [, path] = svgPlot(plot).match(/<path class="shade"[^>]* d="([^"]+)"/)!;
  const bars = [...path!.matchAll(/M[\d.]+ ([\d.]+)h[\d.-]+V([\d.]+)/g)].map(([, top, bottom]) => [
    top,
    bottom,
  ]);
  expect(bars.length).toBeGreaterThan(50);
  expect(bars.slice(1).map(([top]) => top)).toEqual(bars.slice(0, -1).map(([, bottom]) => bottom));
});

test('a plot in a file of its own names the shade among its series', () => {
  const { content } = drawPlot(plot);
  expect(content).toContain('>dots</text>');
  expect(content).toMatch(
    /<rect class="shade" x="[\d.]+" y="[\d.]+" width="10" height="10"\/><text class="name"[^>]*>right half</,
  );
});
