import { expect, test } from 'vitest';
import { svgBars } from './svg-bars.ts';

test('the largest share is as high as the picture, and what there is at all is seen', () => {
  const svg = svgBars({ label: 'a < b', series: [{ name: 'train', counts: [0, 1000, 1] }] });
  expect(svg).toBe(
    '<svg viewBox="0 0 160 40" role="img" aria-label="a &lt; b"><path class="bar s0" d="M53.3 40v-38h52.3v38zM106.7 40v-1h52.3v1z"/></svg>',
  );
});

test('a second series is an outline of its own shares', () => {
  const series = [
    { name: 'train', counts: [30, 10] },
    { name: 'test', counts: [1, 3] },
  ];
  expect(svgBars({ label: 'x', series })).toContain('<path class="line s1" d="M0 40V27.3h80V2h80V40"/>');
});

test.each([
  ['no counts', []],
  ['counts of nothing', [0, 0]],
])('%s draw nothing, without NaN', (_, counts) => {
  const svg = svgBars({
    label: 'x',
    series: [
      { name: 'train', counts },
      { name: 'test', counts },
    ],
  });
  expect(svg).not.toContain('NaN');
  expect(svg).toContain('d=""');
});
