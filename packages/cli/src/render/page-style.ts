import { chartColours } from '@foldwise/plot';

const declared = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');

/** The style of pages: light and dark as the reader's machine is, light on paper, and nothing fetched from anywhere. */
export const pageStyle = `
:root { color-scheme: light dark; ${declared(chartColours.light)} --leak: #b3261e; --warning: #8a5a00; --note: #4a5a68; }
@media screen and (prefers-color-scheme: dark) { :root { ${declared(chartColours.dark)} --leak: #ff8a80; --warning: #e5b95c; --note: #a3b3c2; } }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; margin: 2.2em 0 .6em; } h1 { margin: 0 0 .2em; } h2 { font-size: 1.25rem; } h3 { font-size: 1rem; margin-top: 1.6em; }
.lead { color: var(--soft); margin: 0 0 1.5em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { text-align: left; padding: .35em 1.1em .35em 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { font-weight: 600; white-space: nowrap; } .number { text-align: right; white-space: nowrap; }
thead th { color: var(--soft); } th[scope=row] { min-width: 8rem; max-width: 16rem; overflow-wrap: break-word; white-space: normal; }
.wide { overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3em 1.4em; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.finding { border-left: 4px solid var(--kind); background: var(--panel); padding: .7rem 1rem; margin: 0 0 .7rem; border-radius: 0 4px 4px 0; }
.finding p { margin: 0; } .finding p + p { color: var(--soft); margin-top: .25em; }
.finding b { color: var(--kind); text-transform: capitalize; } .leak { --kind: var(--leak); } .warning { --kind: var(--warning); } .note { --kind: var(--note); }
.legend { color: var(--soft); font-size: .9rem; }
@media print { body { max-width: none; padding: 0; font-size: .85rem; } .wide { overflow: visible; } table { font-size: .78rem; } th, td { padding-right: .7em; } h2, h3 { break-after: avoid; } tr, figure, .finding { break-inside: avoid; } }
`;
