import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
