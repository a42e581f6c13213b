import { escape } from '@foldwise/plot';
import { pageStyle } from './page-style.ts';

/** What a page is made of. */
export interface HtmlPage {
  readonly title: string;
  /** Rules beside those of all pages. */
  readonly style?: string;
  /** Markup. */
  readonly body: string;
}

/** One HTML file that needs no other. */
export function htmlPage({ title, style = '', body }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${pageStyle}${style}</style>
<body>
${body}
</body>
</html>
`;
}

/** A list of labels, each with what is said of it. */
export function factList(facts: readonly (readonly [label: string, text: string])[]): string {
  const entries = facts.map(([label, text]) => `<dt>${escape(label)}</dt><dd>${escape(text)}</dd>`);
  return `<dl>\n${entries.join('\n')}\n</dl>`;
}

/** A column of a table of a page. */
export interface HtmlColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table, scrolled where it is wider than the page; the first cell of a row is its head. */
export function htmlTable(columns: readonly HtmlColumn[], rows: readonly (readonly string[])[]): string {
  const numbered = (i: number): string => (columns[i]!.isNumber === true ? ' class="number"' : '');
  const head = columns.map(({ title }, i) => `<th${numbered(i)}>${escape(title)}</th>`);
  const body = rows.map((cells) => {
    const marked = cells.map((cell, i) =>
      i === 0
        ? `<th scope="row"${numbered(i)}>${escape(cell)}</th>`
        : `<td${numbered(i)}>${escape(cell)}</td>`,
    );
    return `<tr>${marked.join('')}</tr>`;
  });
  return `<div class="wide"><table><thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}
