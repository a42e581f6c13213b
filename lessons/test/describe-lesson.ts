import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { explanationFile, explanationOf } from '../explanation.ts';
import type { Lesson } from '../lesson.ts';
import { lessonPage } from '../report/lesson-page.ts';
import { record, type Recording } from '../report/record.ts';
import { textOf } from '../report/text.ts';
import { given } from './course-data.ts';

/** What a block of the explanation is: its language and the words after it, then its text. */
const block = /^```(\w+)(?: ([^\n]+))?\n([\s\S]*?)^```$/gm;

/**
 * Examines a lesson: its programs run, its explanation shows what they say, to the letter, and quotes lines that are there.
 *
 * `vitest -u` writes what the programs say into the explanation. What a program says that wants for its files stays as it is; what one
 * says that takes minutes is examined by tests tagged `slow`.
 */
export function describeLesson(lesson: Lesson): void {
  describe(`lesson ${lesson.number}, ${lesson.title}`, () => {
    const recordings: Recording[] = [];
    const explanation = explanationOf(lesson);
    const blocks = [...explanation.matchAll(block)].map(([, language, words, text]) => ({
      language: language!,
      words,
      text: text!,
    }));

    beforeAll(async () => {
      for (const program of lesson.programs) recordings.push(await record(program, given));
    }, 600_000);

    test('is called what its heading says', () => {
      expect(explanation.split('\n')[0]).toBe(`# ${lesson.number} ${lesson.title}`);
    });

    test('shows each program once, in their order', () => {
      const shown = blocks.filter(({ language }) => language === 'text').map(({ words }) => words);
      expect(shown).toEqual(lesson.programs.map(({ name }) => name));
    });

    test('shows what the programs say, to the letter', async () => {
      const updated = explanation.replace(block, (whole, language: string, words: string | undefined) => {
        const found = recordings.find(({ program, ran }) => ran && program.name === words);
        if (language !== 'text' || found === undefined) return whole;
        return `\`\`\`text ${words}\n${said(found)}\n\`\`\``;
      });
      await expect(updated).toMatchFileSnapshot(explanationFile(lesson));
    });

    test.each(lesson.programs.filter(({ minutes }) => minutes !== undefined))(
      'shows what $name says, which takes minutes, to the letter',
      { tags: ['slow'] },
      async (program) => {
        const recording = await record(program, { ...given, slow: true });
        const shown = blocks.find(({ words }) => words === program.name)!.text.trimEnd();
        expect(recording.ran ? said(recording) : shown).toBe(shown);
      },
    );

    test('quotes lines that its files hold', () => {
      const folder = dirname(explanationFile(lesson));
      const sources = globSync('*.ts', { cwd: folder }).map((file) =>
        readFileSync(`${folder}/${file}`, 'utf8'),
      );
      const quotes = blocks.filter(({ language }) => language === 'ts').map(({ text }) => text.trim());
      expect(quotes.filter((quote) => !sources.some((source) => holds(source, quote)))).toEqual([]);
    });

    test('is a page of its own, with its plots', () => {
      const page = lessonPage(lesson, explanation, recordings);
      const plots = recordings.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'plot'));
      expect(page.match(/<svg/g) ?? []).toHaveLength(plots.length);
      expect(page).not.toMatch(/NaN|undefined|(?:src|href)="(?!https:)/);
    });
  });
}

function said({ entries }: Recording): string {
  return entries
    .map((entry) => textOf(entry))
    .join('')
    .trimEnd();
}

/** Whether a source has these lines one after another, however deep they stand. */
function holds(source: string, quote: string): boolean {
  const flat = (text: string) => text.replace(/^[ \t]+/gm, '');
  return flat(source).includes(flat(quote));
}
