import { chartColours, chartStyle } from '@foldwise/plot';

/** The style of charts, in the colours that the reader chose. Built here, since the page has no style of its own inside. */
export function adoptChartStyle(): void {
  const { light, dark } = chartColours;
  const colours = Object.entries(light).map(
    ([name, colour]) => `${name}: light-dark(${colour}, ${dark[name]});`,
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${chartStyle}\n:root .chart { ${colours.join(' ')} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
