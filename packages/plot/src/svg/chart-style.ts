/** How many colours series have before they come again. */
export const SERIES_COLOURS = 6;

/** How many steps there are from the worst to the best, or from none to all. */
export const SCALE_COLOURS = 10;

/** Told apart by eyes of each kind: under the simulations of Machado et al. (2009) too, and at least 3 : 1 against the paper. */
const light = {
  '--ink': '#1d1d1f',
  '--soft': '#6b6b70',
  '--line': '#d8d8dc',
  '--paper': '#ffffff',
  '--panel': '#f5f5f2',
  series: ['#0259d9', '#a7423a', '#00a1b4', '#5e1e80', '#b48d0c', '#212f24'],
  scale: [
    '#e0d39a',
    '#c2c89b',
    '#a2bd9b',
    '#82b29a',
    '#679f9d',
    '#4c8c9f',
    '#2f789f',
    '#255f8c',
    '#1c4779',
    '#142f66',
  ],
};
const dark: typeof light = {
  '--ink': '#e6e6e8',
  '--soft': '#9b9ba2',
  '--line': '#3a3a40',
  '--paper': '#17171a',
  '--panel': '#212126',
  series: ['#5283ef', '#e68521', '#89ac9c', '#c8afff', '#f0d65a', '#deecf7'],
  scale: [
    '#3b4367',
    '#3a5175',
    '#366084',
    '#2f6f93',
    '#388696',
    '#439e99',
    '#4fb59a',
    '#8ec797',
    '#c2d892',
    '#f3e88a',
  ],
};

/** The colours of charts by their names as custom properties, on white paper and on dark. */
export const chartColours: Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>> = {
  light: named(light),
  dark: named(dark),
};

function named({ series, scale, ...rest }: typeof light): Readonly<Record<string, string>> {
  return {
    ...rest,
    ...Object.fromEntries(series.map((colour, i) => [`--s${i}`, colour])),
    ...Object.fromEntries(scale.map((colour, i) => [`--q${i}`, colour])),
  };
}

/** A colour that a page can set by the property, and that is right on white paper where none does. */
function themed(name: string): string {
  return `var(${name}, ${chartColours.light[name]!})`;
}

const seriesRules = light.series.map((_, i) => {
  const own = themed(`--s${i}`);
  return `.chart .line.s${i} { stroke: ${own}; } .chart .dot.s${i}, .chart .bar.s${i}, .chart .area.s${i} { fill: ${own}; } .chart .ring.s${i} { stroke: ${own}; }`;
});
const scaleRules = light.scale.map((_, i) => {
  const own = themed(`--q${i}`);
  return `.chart .line.q${i} { stroke: ${own}; } .chart .cell.q${i}, .chart .dot.q${i} { fill: ${own}; }`;
});
const darkProperties = Object.entries(chartColours.dark).map(([name, value]) => `${name}: ${value};`);

/**
 * The style of charts: rules for what has the class `chart`, in colours that a page sets by custom properties (`--ink`, `--paper`, `--s0`, …,
 * `--q9`) and that are those of white paper, or of dark where the reader's machine is, unless it does.
 */
export const chartStyle: string = `
@media screen and (prefers-color-scheme: dark) { :root { ${darkProperties.join(' ')} } }
.chart { overflow: visible; }
.chart text { font: 12px "DejaVu Sans", Arial, Helvetica, sans-serif; fill: ${themed('--soft')}; }
.chart .title { font-size: 15px; font-weight: bold; fill: ${themed('--ink')}; } .chart .name { fill: ${themed('--ink')}; } .chart .strong { font-weight: bold; fill: ${themed('--ink')}; } .chart .paper { fill: ${themed('--paper')}; }
.chart .axis, .chart .grid, .chart .line, .chart .edge, .chart .ring, .chart .guide { fill: none; } .chart .axis, .chart .edge { stroke: ${themed('--soft')}; } .chart .grid { stroke: ${themed('--line')}; stroke-width: .5; }
.chart .guide { stroke: ${themed('--soft')}; stroke-dasharray: 4 4; } .chart .rug { stroke: ${themed('--soft')}; stroke-opacity: .7; }
.chart .line { stroke-width: 2; stroke-linejoin: round; } .chart .ring { stroke-width: 1.5; } .chart .thin { stroke-width: 1; stroke-opacity: .55; } .chart .outlined { stroke: ${themed('--soft')}; stroke-width: .5; } .chart .rimmed { stroke: ${themed('--paper')}; stroke-width: 1.5; } .chart .dashed { stroke-dasharray: 5 4; } .chart .mean { stroke: ${themed('--ink')}; } .chart .seen-through { fill-opacity: .6; } .chart .whisker { stroke-width: 1.5; stroke-opacity: .7; } .chart .strong-cell { font-weight: bold; } .chart .faint { fill-opacity: .18; stroke-opacity: .4; }
.chart .shade { fill: ${themed('--s0')}; fill-opacity: .12; } .chart .box { fill: ${themed('--paper')}; stroke: ${themed('--soft')}; } .chart .owner { fill: ${themed('--panel')}; stroke: ${themed('--line')}; }
.chart .halo { paint-order: stroke; stroke: ${themed('--paper')}; stroke-width: 3; stroke-linejoin: round; }
.chart .tip { fill: ${themed('--soft')}; } .chart .frame { fill: none; stroke: ${themed('--line')}; } .chart .track { fill: ${themed('--panel')}; } .chart .on { fill: ${themed('--ink')}; } .chart .off { fill: ${themed('--paper')}; }
${seriesRules.join('\n')}
${scaleRules.join('\n')}`;

/** The same for readers of SVG that know neither custom properties nor what a reader prefers: those of white paper, written out. */
export function withoutVariables(svg: string): string {
  return svg
    .replaceAll(/@media[^{]*\{[^{}]*\{[^{}]*\}\s*\}/g, '')
    .replaceAll(/var\(--[\w-]+,\s*([^()]+)\)/g, '$1');
}
