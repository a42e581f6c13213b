/** What the data page has beside the style of all pages. */
export const dataPageStyle = `
td.values { color: var(--soft); max-width: 22rem; overflow-wrap: anywhere; }
svg { display: block; width: 10rem; height: 2.5rem; } .bar.s0 { fill: var(--s0); } .line.s1 { fill: none; stroke: var(--s1); stroke-width: 1.5; }
.meter { display: inline-block; width: 5rem; height: .55em; background: var(--panel); margin-left: .6em; border-radius: 2px; overflow: hidden; }
.meter i { display: block; height: 100%; background: var(--s0); } .meter.far i { background: var(--leak); }
.legend b { font-weight: 600; } .legend .s0 { color: var(--s0); } .legend .s1 { color: var(--s1); }
.gap { background: var(--s0); border-radius: 2px; display: inline-block; width: .9em; height: .9em; vertical-align: middle; }
.patterns td, .patterns th { padding: .2em .5em; text-align: center; } .patterns td.number, .patterns th.number { text-align: right; }
.patterns thead th:not(.number) { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; max-height: 12rem; }
`;
