import { Marked } from 'marked';
import { escape } from '@foldwise/plot';
import type { Lesson } from '../lesson.ts';
import { htmlOf } from './html.ts';
import { pageStyle } from './page-style.ts';
import type { Recording } from './record.ts';

/**
 * A lesson as one HTML file that needs no other: its explanation (Markdown), and in the place of each program's output
 * (a block ```` ```text <program> ````) what it said in this run, with its plots drawn. Of a program that was left out, the block stays.
 */
export function lessonPage(lesson: Lesson, explanation: string, recordings: readonly Recording[]): string {
  const markdown = new Marked({
    renderer: {
      code({ text, lang }) {
        const recording = recordings.find(({ program }) => lang === `text ${program.name}`);
        const shown = `<pre><code>${escape(text)}</code></pre>\n`;
        if (recording === undefined) return shown;
        return recording.ran ? said(recording) : said(recording) + shown;
      },
      // A page travels alone: a file beside the explanation is named, not linked.
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        return href.startsWith('https:') ? `<a href="${escape(href)}">${words}</a>` : `<code>${words}</code>`;
      },
    },
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`${lesson.number} ${lesson.title}`)}</title>
<style>${pageStyle}</style>
<body>
${markdown.parse(explanation, { async: false })}
</body>
</html>
`;
}

function said({ entries }: Recording): string {
  return `<div class="run">\n${entries.map(htmlOf).join('\n')}\n</div>\n`;
}
