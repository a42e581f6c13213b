import { chartStyle } from '@foldwise/plot';

/** What the page of a report has beside the style of all pages. */
export const reportPageStyle = `${chartStyle}
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; margin: 1.5em 0 0; padding: 0; list-style: none; }
.tiles li { background: var(--panel); border-radius: 6px; padding: .9rem 1.1rem; } .tiles b { display: block; font-size: 1.3rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
.tiles li:first-child b { font-size: 2rem; line-height: 1; margin-bottom: .2em; color: var(--s0); } .tiles span { color: var(--soft); font-size: .9rem; }
.figures { display: flex; flex-wrap: wrap; gap: 1.5rem 2rem; align-items: flex-start; }
figure { margin: 0; max-width: 100%; } figure svg { display: block; width: 100%; height: auto; }
figure h3 { margin: 1em 0 .5em; } figcaption { color: var(--soft); font-size: .85rem; margin-top: .5em; max-width: 44rem; }
dl + .wide { margin-top: 1.2em; } pre + dl { margin-top: 1.2em; }
pre { background: var(--panel); padding: .9rem 1.1rem; border-radius: 6px; overflow-x: auto; font-size: .85rem; line-height: 1.5; }
@media print { pre { white-space: pre-wrap; } }
`;
