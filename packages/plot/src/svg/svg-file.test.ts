import { expect, test } from 'vitest';
import { drawPlot } from '../chart/svg-plot.ts';
import { learningCurves } from '../chart/learning-curves.ts';
import { svgChart } from './svg-chart.ts';
import { svgFile } from './svg-file.ts';
import { svgToPng } from './svg-to-png.ts';

const curves = Array.from({ length: 7 }, (_, fold) => ({ name: `fold ${fold}`, values: [3, NaN, 2, 1.5] }));
const plot = learningCurves(curves, { title: 'a < b', y: 'rmse' });
const svg = svgFile('a < b', drawPlot(plot), drawPlot(plot));

test('learning curves have a point for each epoch, from 1, and what is not finite is left out', () => {
  expect(plot.series[0]).toEqual({
    name: 'fold 0',
    kind: 'line',
    points: [
      [1, 3],
      [2, NaN],
      [3, 2],
      [4, 1.5],
    ],
  });
  expect(drawPlot(plot).content).not.toContain('NaN');
});

test('a file is whole in itself: name space, size, style, title', () => {
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" class="chart" width="672" height="\d+" viewBox="0 0 672 \d+">/,
  );
  expect(svg).toContain('>a &lt; b</text>');
  expect(svg).toContain('<title>a &lt; b</title>');
  expect(svg).toContain('.line.s0 { stroke: var(--s0, #0259d9); }');
  // After the sixth, colours come again.
  expect(svg).not.toContain('s6');
  expect(svg.match(/fold 6/g)).toHaveLength(2);
});

test('a file and an element of a page say what a chart shows', () => {
  const chart = { ...drawPlot(plot), title: 'a < b', caption: 'Read it.', description: 'Falls & falls.' };
  expect(svgFile('a < b', chart)).toContain('<desc>Falls &amp; falls. Read it.</desc>');
  expect(svgChart(chart)).toMatch(
    /^<svg class="chart" viewBox="0 0 640 \d+" role="img" aria-label="a &lt; b"><title>a &lt; b<\/title><desc>Falls &amp; falls. Read it.<\/desc>/,
  );
  expect(svgChart(chart)).not.toContain('style');
});

test('a PNG has the pixels of the SVG, twice as many unless asked for', async () => {
  const png = await svgToPng(svg);
  expect([...png.subarray(1, 4)]).toEqual([...new TextEncoder().encode('PNG')]);
  const view = new DataView(png.buffer, png.byteOffset);
  const height = Number(/height="(\d+)"/.exec(svg)![1]);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([2 * 672, 2 * height]);
  const small = await svgToPng(svg, { scale: 1 });
  expect(new DataView(small.buffer, small.byteOffset).getUint32(16)).toBe(672);
  await expect(svgToPng('no picture')).rejects.toThrow(
    'svgToPng: expected the text of an SVG file, got another — pass what svgFile gives',
  );
});
