import { expect, test } from 'vitest';
import { chartColours, chartStyle, SCALE_COLOURS, SERIES_COLOURS, withoutVariables } from './chart-style.ts';

type Triple = readonly [number, number, number];

/** Linear light of a colour. */
function lightOf(hex: string): Triple {
  return [1, 3, 5].map((from) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

/** Machado, Oliveira & Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1. */
const eyes: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(hex: string, eye: string): Triple {
  const light = lightOf(hex);
  return eyes[eye]!.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, part, i) => sum + part * light[i]!, 0),
      ),
    ),
  ) as unknown as Triple;
}

/** Ottosson (2020), Oklab: equal distances look about equally different. */
function labOf([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
  const m = Math.cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
  const s = Math.cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
  return [
    0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
    1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
    0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
  ];
}

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [dark, bright] = [a, b]
    .map((hex) => lightOf(hex).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i]!, 0))
    .toSorted((x, y) => x - y);
  return (bright! + 0.05) / (dark! + 0.05);
}

const papers = ['light', 'dark'] as const;

test.each(papers)('series stand out from %s paper, and differ to eyes of every kind', (paper) => {
  const colours = Array.from({ length: SERIES_COLOURS }, (_, i) => chartColours[paper][`--s${i}`]!);
  for (const colour of colours)
    expect(contrast(colour, chartColours[paper]['--paper']!), colour).toBeGreaterThan(3);
  for (const eye of Object.keys(eyes)) {
    const labs = colours.map((colour) => labOf(seen(colour, eye)));
    const distances = labs.flatMap((a, i) =>
      labs.slice(i + 1).map((b) => Math.hypot(...a.map((part, k) => part - b[k]!))),
    );
    // About five times what is just told apart side by side, 0.02.
    expect(Math.min(...distances), eye).toBeGreaterThan(0.1);
  }
});

test.each(papers)('the scale goes from near %s paper to far from it, a step in lightness each', (paper) => {
  const colours = Array.from({ length: SCALE_COLOURS }, (_, i) => chartColours[paper][`--q${i}`]!);
  const ratios = colours.map((colour) => contrast(colour, chartColours[paper]['--paper']!));
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
  expect(ratios[0]).toBeGreaterThan(1.4);
  for (const eye of Object.keys(eyes)) {
    const lightness = colours.map((colour) => labOf(seen(colour, eye))[0]);
    const steps = lightness.slice(1).map((value, i) => Math.abs(value - lightness[i]!));
    expect(Math.min(...steps), eye).toBeGreaterThan(0.02);
  }
});

test('a page can set every colour, and readers without variables have those of white paper', () => {
  expect(chartStyle).toContain('.chart .line.s0 { stroke: var(--s0, #0259d9); }');
  const plain = withoutVariables(`<style>${chartStyle}</style>`);
  expect(plain).not.toMatch(/var\(|@media/);
  expect(plain).toContain('.chart .line.s0 { stroke: #0259d9; }');
  expect(plain).toContain('.chart .cell.q9, .chart .dot.q9 { fill: #142f66; }');
  for (const colour of Object.values(chartColours.dark)) expect(chartStyle).toContain(colour);
});
