import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRow } from '@foldwise/experiments';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();
const home = join(cwd, 'competitions', 'flowers');

/** Labels that would be markup where a page did not take them for text. */
function files(): Readonly<Record<string, string>> {
  const marked = Object.entries(flowers()).map(([name, text]) => [
    name,
    text.replaceAll(/,(yes|no)$/gm, ',<b>$1'),
  ]);
  return Object.fromEntries(marked) as Readonly<Record<string, string>>;
}

async function runsOf(): Promise<readonly RunRow[]> {
  const { out } = await foldwise(['runs', 'flowers', '--json'], { cwd });
  return JSON.parse(out) as readonly RunRow[];
}

const written = (out: string) => /^wrote (\S+\.html)/m.exec(out)![1]!;
const pageOf = (out: string) => readFileSync(join(cwd, written(out)), 'utf8');
/** The values of an attribute in the order of the marks, of the chart of this title. */
const valuesOf = (page: string, title: string, attribute: string): readonly number[] => {
  const chart = page.split('<figure').find((figure) => figure.includes(`<h3>${title}`))!;
  return [...chart.matchAll(new RegExp(` ${attribute}="([^"]+)"`, 'g'))].map(([, value]) => Number(value));
};

beforeAll(async () => {
  put(join(cwd, 'downloads/flowers'), files());
  const made = await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
  const swept = await foldwise(['sweep', 'flowers', '--trials', '5', '--workers', '1'], { cwd });
  if (made.code !== 0 || swept.code !== 0) throw new Error(made.err + swept.err);
}, 120_000);

describe('report', () => {
  test('writes the best run as one file, whose numbers are those of the journal', async () => {
    const { code, out } = await foldwise(['report', 'flowers'], { cwd });
    expect(code).toBe(0);
    const rows = await runsOf();
    const [best] = rows as readonly [RunRow];
    expect(out).toBe(`wrote competitions/flowers/reports/flowers-${best.id.replace('/', '-')}.html\n`);
    const page = pageOf(out);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain(
      `<b>${best.score!.toPrecision(5)}</b><span>accuracy, on rows that its models did not see</span>`,
    );
    expect(page).toContain(`run ${best.id}, the best of 5 complete runs of sweep mlp`);
    const ascending = (scores: readonly number[]) => scores.toSorted((a, b) => a - b);
    expect(ascending(valuesOf(page, 'accuracy over 5 trials', 'data-score'))).toEqual(
      ascending(rows.map(({ score }) => score!)),
    );
    const folds = rows.flatMap(({ foldScores }) => foldScores);
    for (const score of folds) expect(page).toContain(`data-value="${score}"`);
    // 60 rows, each taken for one of two classes.
    const counts = valuesOf(page, 'confusion matrix', 'data-value');
    expect(counts).toHaveLength(4);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect((counts[0]! + counts[3]!) / 60).toBeCloseTo(best.score!, 12);
  });

  test('is whole in itself: nothing is fetched, nothing runs, and labels are text', async () => {
    const { out } = await foldwise(['report', 'flowers'], { cwd });
    const page = pageOf(out);
    expect(page).not.toMatch(/https?:|<script|<link|<img|url\(|@import|src=/);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(page).toContain('&lt;b&gt;yes');
    expect(page).not.toContain('<b>yes');
  });

  test('is the same bytes again, and says that it took the place of the one before', async () => {
    const first = pageOf((await foldwise(['report', 'flowers'], { cwd })).out);
    const { out } = await foldwise(['report', 'flowers'], { cwd });
    expect(out).toMatch(/\.html, in place of the one that was there\n$/);
    expect(pageOf(out)).toBe(first);
  });

  test('takes a sweep or a study by its name, and a run by its id', async () => {
    const rows = await runsOf();
    const [best, second] = rows as readonly [RunRow, RunRow];
    for (const subject of ['mlp', best.study]) {
      const { out } = await foldwise(['report', 'flowers', subject], { cwd });
      expect(written(out)).toBe(`competitions/flowers/reports/flowers-${best.study}.html`);
      expect(pageOf(out)).toContain(`sweep mlp, whose best run is ${best.id}`);
    }
    const { out } = await foldwise(['report', 'flowers', second.id, '--output', 'second.html'], { cwd });
    expect(out).toBe('wrote second.html\n');
    const page = readFileSync(join(cwd, 'second.html'), 'utf8');
    expect(page).toContain(`run ${second.id}, number 2 of 5 complete runs of sweep mlp`);
    // It was chosen by nobody.
    expect(page).not.toContain('less the luck');
  });

  test('says how to repeat the run: the command, seed, versions, folds and data', async () => {
    const [best] = (await runsOf()) as readonly [RunRow];
    const page = pageOf((await foldwise(['report', 'flowers'], { cwd })).out);
    expect(page).toContain(`<pre>foldwise sweep flowers mlp --trials 5\nfoldwise show flowers ${best.id}\n`);
    for (const text of [
      best.foldsHash,
      best.dataHash,
      '<dt>seed</dt><dd>0</dd>',
      `Node ${process.versions.node}`,
    ])
      expect(page).toContain(text);
  });

  test('writes each chart as a picture beside the page', async () => {
    const { out } = await foldwise(['report', 'flowers', '--output', 'with.html', '--png'], { cwd });
    const count = Number(/^wrote (\d+) pictures to with$/m.exec(out)![1]);
    const names = readdirSync(join(cwd, 'with'));
    expect(names).toHaveLength(count);
    expect(names).toEqual(
      expect.arrayContaining(['folds.png', 'history.png', 'confusion.png', 'roc.png', 'curves.png']),
    );
    for (const name of names)
      expect([...readFileSync(join(cwd, 'with', name)).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  test('of a model without a search has no part on one', async () => {
    await foldwise(['cv', 'flowers', '--workers', '1'], { cwd });
    const cv = (await runsOf()).find(({ kind }) => kind === 'cv')!;
    const page = pageOf((await foldwise(['report', 'flowers', cv.id], { cwd })).out);
    expect(page).not.toContain('What was searched');
    expect(page).toContain(`model ${cv.name}, run ${cv.id}`);
    expect(page).toContain(`<pre>foldwise cv flowers ${cv.name}\n`);
    // By a name that both have, the sweep is meant.
    expect(cv.name).toBe('mlp');
    expect((await foldwise(['report', 'flowers', 'mlp'], { cwd })).out).not.toContain(cv.study);
  });

  test('of a blend says what it is made of, and which runs it chose among', async () => {
    const made = await foldwise(['blend', 'flowers', '--top', '3', '--method', 'caruana', '--raw'], { cwd });
    expect(made.code).toBe(0);
    const rows = await runsOf();
    const blend = rows.find(({ kind }) => kind === 'blend')!;
    const page = pageOf((await foldwise(['report', 'flowers', blend.id], { cwd })).out);
    expect(page).toContain('<h2>What the blend is made of</h2>');
    expect(page).toMatch(/<dt>members<\/dt><dd>\d of 6 runs<\/dd>/);
    expect(page).toContain('<dt>method</dt><dd>caruana(');
    const others = rows.filter(({ kind }) => kind !== 'blend').map(({ id }) => id);
    const command = /<pre>(foldwise blend flowers --from .*) --top 3 --method caruana --raw$/m.exec(
      page,
    )![1]!;
    expect(
      command
        .split(' ')
        .slice(4)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(others.toSorted((a, b) => (a < b ? -1 : 1)));
    // Given again, the command is the same study.
    const again = await foldwise(/<pre>foldwise (blend .*)$/m.exec(page)![1]!.split(' '), { cwd });
    expect(again.out).toContain(`run ${blend.id})`);
  });

  test('refuses what is no run, and a folder that is not there', async () => {
    const wrong = await foldwise(['report', 'flowers', 'mpl'], { cwd });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('expected a run, got "mpl"');
    const nowhere = await foldwise(['report', 'flowers', '--output', 'nowhere/here.html'], { cwd });
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('nowhere/here.html: expected a file that can be written');
    expect(existsSync(join(cwd, 'nowhere'))).toBe(false);
  });

  test('without the predictions, or with other data, says so and writes the rest', async () => {
    const best = (await runsOf()).find(({ kind }) => kind === 'sweep')!;
    const path = join(home, 'data', 'train.csv');
    const train = readFileSync(path, 'utf8');
    writeFileSync(path, train.replace('red', 'blue'));
    const changed = await foldwise(['report', 'flowers', best.id], { cwd });
    writeFileSync(path, train);
    expect(changed.code).toBe(0);
    expect(changed.err).toContain(
      'expected the data that the run was made with, but the files have changed since',
    );
    const page = pageOf(changed.out);
    expect(page).toContain('<div class="finding note"><p>Without what the predictions get right:');
    expect(page).not.toContain('<h3>confusion matrix');
    expect(page).toContain('<h3>accuracy over 5 trials');
    rmSync(join(home, 'runs', 'artifacts'), { recursive: true });
    const gone = await foldwise(['report', 'flowers', best.id], { cwd });
    expect(gone.code).toBe(0);
    expect(gone.err).toMatch(
      /note: Without what the predictions get right: .*expected a file named [0-9a-f]{64}\.…, got none/,
    );
  });
});
