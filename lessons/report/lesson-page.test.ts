import { expect, test } from 'vitest';
import { defineLesson, defineProgram } from '../lesson.ts';
import { lessonPage } from './lesson-page.ts';
import { record } from './record.ts';

const half = defineProgram({
  name: 'half',
  title: 'A half',
  run: (report) => report.table(['of', 'is'], [['<3>', 1.5]]),
});
const reader = defineProgram({ name: 'reader', title: 'Reads', files: ['ex2data1.txt'], run: () => {} });
const lesson = defineLesson({
  number: 9,
  name: 'halves',
  title: 'Halves',
  summary: '',
  programs: [half, reader],
});

const explanation = `# 9 Halves

See [the program](half.ts) and [a site](https://example.org).

\`\`\`text half
an older run
\`\`\`

\`\`\`text reader
what it once said
\`\`\`
`;

test('a page shows this run, and of a program that was left out what it once said', async () => {
  const page = lessonPage(lesson, explanation, [await record(half), await record(reader)]);
  expect(page).toContain('<h1>9 Halves</h1>');
  expect(page).toContain('<td>&lt;3&gt;</td><td class="number">1.5</td>');
  expect(page).not.toContain('an older run');
  expect(page).toMatch(/<p>Left out: .*<\/p>\n<\/div>\n<pre><code>what it once said<\/code><\/pre>/);
});

test('a page links to sites, and names files, which it does not bring', () => {
  const page = lessonPage(lesson, explanation, []);
  expect(page).toContain('See <code>the program</code> and <a href="https://example.org">a site</a>.');
});
