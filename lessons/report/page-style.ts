/** The style of a lesson's page: light and dark as the reader's machine is, printable, and nothing fetched from anywhere. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1d1d1f; --soft: #6b6b70; --line: #d8d8dc; --paper: #fff; --code: #f5f5f2; --shade: #1f6fb41f;
  --s0: #1f6fb4; --s1: #c8501e; --s2: #2f8f4e; --s3: #8a4fb0; --s4: #a07a00; --s5: #4a5a68; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e8; --soft: #9b9ba2; --line: #3a3a40; --paper: #17171a; --code: #212126;
  --shade: #6fb2ee29; --s0: #6fb2ee; --s1: #f08a5a; --s2: #6cc98a; --s3: #c495e6; --s4: #d9b64a; --s5: #a3b3c2; } }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 50rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; margin: 2.2em 0 .6em; } h1 { margin-top: 0; }
pre, code { font: .85em/1.5 ui-monospace, monospace; background: var(--code); border-radius: 4px; }
pre { padding: .8rem 1rem; overflow-x: auto; } pre code { font-size: 1em; padding: 0; } code { padding: .1em .3em; }
a { color: var(--s0); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1em 0; }
th, td { text-align: left; padding: .2em 1.2em .2em 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; } .figures th { font-weight: 400; color: var(--soft); } th.number, td.number { text-align: right; }
.wide { overflow-x: auto; } .wide th, .wide td { white-space: nowrap; }
.run { border-left: 3px solid var(--line); padding-left: 1.2rem; margin: 1.5em 0; }
figure { margin: 1.5em 0; } figcaption { font-weight: 600; margin-bottom: .4em; }
svg { width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 12px; } svg .name { fill: var(--ink); }
.axis, .grid, .line { fill: none; } .axis { stroke: var(--soft); } .grid { stroke: var(--line); stroke-width: .5; } .line { stroke-width: 2; }
.shade { fill: var(--shade); }
.legend { list-style: none; padding: 0; margin: .3em 0 0; display: flex; flex-wrap: wrap; gap: .2em 1.4em; font-size: .9em; }
.legend li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .45em; border-radius: 50%; background: currentColor; }
.legend .line::before { height: .2em; border-radius: 0; vertical-align: .25em; } .legend .shade::before { background: var(--shade); border-radius: 2px; }
${Array.from({ length: 6 }, (_, i) => `.dot.s${i} { fill: var(--s${i}); } .line.s${i} { stroke: var(--s${i}); } li.s${i}::before { color: var(--s${i}); }`).join('\n')}
`;
