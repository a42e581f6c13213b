/** The style of the data page: light and dark as the reader's machine is, printable, and nothing fetched from anywhere. */
export const dataPageStyle = `
:root { color-scheme: light dark; --ink: #1d1d1f; --soft: #6b6b70; --line: #d8d8dc; --paper: #fff; --panel: #f5f5f2;
  --s0: #1f6fb4; --s1: #c8501e; --leak: #b3261e; --warning: #8a5a00; --note: #4a5a68; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e8; --soft: #9b9ba2; --line: #3a3a40; --paper: #17171a; --panel: #212126;
  --s0: #6fb2ee; --s1: #f08a5a; --leak: #ff8a80; --warning: #e5b95c; --note: #a3b3c2; } }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1, h2 { line-height: 1.25; margin: 2.2em 0 .6em; } h1 { margin: 0 0 .2em; } h2 { font-size: 1.25rem; }
.lead { color: var(--soft); margin: 0 0 1.5em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { text-align: left; padding: .35em 1.1em .35em 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { font-weight: 600; white-space: nowrap; } .number { text-align: right; white-space: nowrap; }
thead th { color: var(--soft); } th[scope=row] { min-width: 8rem; max-width: 16rem; overflow-wrap: break-word; white-space: normal; }
td.values { color: var(--soft); max-width: 22rem; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3em 1.4em; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.finding { border-left: 4px solid var(--kind); background: var(--panel); padding: .7rem 1rem; margin: 0 0 .7rem; border-radius: 0 4px 4px 0; }
.finding p { margin: 0; } .finding p + p { color: var(--soft); margin-top: .25em; }
.finding b { color: var(--kind); text-transform: capitalize; } .leak { --kind: var(--leak); } .warning { --kind: var(--warning); } .note { --kind: var(--note); }
svg { display: block; width: 10rem; height: 2.5rem; } .bar.s0 { fill: var(--s0); } .line.s1 { fill: none; stroke: var(--s1); stroke-width: 1.5; }
.meter { display: inline-block; width: 5rem; height: .55em; background: var(--panel); margin-left: .6em; border-radius: 2px; overflow: hidden; }
.meter i { display: block; height: 100%; background: var(--s0); } .meter.far i { background: var(--leak); }
.legend { color: var(--soft); font-size: .9rem; } .legend b { font-weight: 600; } .legend .s0 { color: var(--s0); } .legend .s1 { color: var(--s1); }
.gap { background: var(--s0); border-radius: 2px; display: inline-block; width: .9em; height: .9em; vertical-align: middle; }
.patterns td, .patterns th { padding: .2em .5em; text-align: center; } .patterns td.number, .patterns th.number { text-align: right; }
.patterns thead th:not(.number) { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; max-height: 12rem; }
`;
