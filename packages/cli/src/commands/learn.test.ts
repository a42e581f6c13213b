import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-learn-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('learn names the lessons', async () => {
  const { code, out, err } = await foldwise(['learn'], { cwd: folder() });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(
    /^1 {2}A neuron\n {3}what a neuron computes, .*\n {3}neuron · spam-filter · course-letters$/m,
  );
  expect(out).toContain('foldwise learn 1 --html lesson-1.html');
});

test('learn runs a lesson: programs, figures, plots, and what comes next', async () => {
  const { code, out, err } = await foldwise(['learn', '1'], { cwd: folder() });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Lesson 1: A neuron\n\nA neuron, by hand · neuron\n/);
  expect(out).toContain('output           0.993307149');
  expect(out).toContain('↑ output   * sigmoid');
  expect(out).toContain('Left out: this program reads emailSample1.txt');
  expect(out).toMatch(/Explanation and exercises: .*1-a-neuron.README\.md/);
});

test('learn runs one program, on a terminal that is narrow', async () => {
  const { code, out } = await foldwise(['learn', 'a-neuron', 'spam-filter'], { cwd: folder(), columns: 50 });
  expect(code).toBe(0);
  expect(out).not.toContain('by hand');
  expect(out).toContain('Four letters, the two features of each, and how\nsure the neuron is');
});

test('learn writes a page', async () => {
  const cwd = folder();
  const { code, out } = await foldwise(['learn', '1', '--html', 'lesson.html'], { cwd });
  expect(code).toBe(0);
  expect(out).toContain('wrote lesson.html');
  const page = readFileSync(join(cwd, 'lesson.html'), 'utf8');
  expect(page).toContain('<h1>1 A neuron</h1>');
  expect(page).toContain('<svg viewBox="0 0 640 360"');
});

test('learn keeps the files that a program makes', { timeout: 60_000 }, async () => {
  const cwd = folder();
  const pixels = (ink: number) => Array.from({ length: 784 }, (_, at) => (at + ink) % 256).join(',');
  const heading = Array.from({ length: 784 }, (_, at) => `pixel${at}`).join(',');
  const rows = Array.from({ length: 20 }, (_, row) => `${row % 10},${pixels(row)}`);
  writeFileSync(join(cwd, 'train.csv'), `label,${heading}\n${rows.join('\n')}\n`);
  writeFileSync(join(cwd, 'test.csv'), `${heading}\n${pixels(3)}\n${pixels(5)}\n`);
  writeFileSync(join(cwd, 'sample_submission.csv'), 'ImageId,Label\n1,0\n2,0\n');
  const words = ['learn', '5', 'digit-recognizer', '--data', '.'];
  const { code, err } = await foldwise(words, { cwd });
  expect(code).toBe(0);
  expect(err).toContain('submission.csv');
  expect(readFileSync(join(cwd, 'submission.csv'), 'utf8')).toMatch(/^ImageId,Label\n1,\d\n2,\d\n$/);
  const nowhere = await foldwise([...words, '--output', 'nowhere'], { cwd });
  expect(nowhere.err).toContain('--output: expected a place to write submission.csv to, got');
});

test('the shell completes lessons and programs', async () => {
  const cwd = folder();
  expect((await foldwise(['__complete', 'learn', 'a-'], { cwd })).out).toBe('a-neuron\n');
  expect((await foldwise(['__complete', 'learn', '1', ''], { cwd })).out).toBe(
    'neuron\nspam-filter\ncourse-letters\n',
  );
});

test('learn says what is wrong with its arguments', async () => {
  const cwd = folder();
  const lesson = await foldwise(['learn', '17'], { cwd });
  expect([lesson.code, lesson.err]).toEqual([1, expect.stringContaining('expected a lesson, got "17"')]);
  const program = await foldwise(['learn', '1', 'spam-filtr'], { cwd });
  expect(program.err).toContain('got "spam-filtr" — did you mean "spam-filter"?');
  const nowhere = await foldwise(['learn', '1', '--data', 'nowhere'], { cwd });
  expect(nowhere.err).toContain('--data: expected a folder of data files, found nothing at nowhere');
  const place = await foldwise(['learn', '1', '--html', 'nowhere/lesson.html'], { cwd });
  expect(place.err).toContain('--html: expected a place to write a page to, got nowhere/lesson.html');
});
