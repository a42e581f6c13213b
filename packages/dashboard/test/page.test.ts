import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compareFolds,
  findRun,
  foldOverlap,
  listRuns,
  openCompetition,
  rankRuns,
  type RunRow,
  runSweep,
  showRun,
} from '@foldwise/experiments';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Dashboard, serveDashboard } from '../src/server/serve-dashboard.ts';
import { findChromium, noBrowser, startChromium } from './chromium.ts';
import { type DemoHomes, demoHomes } from './demo-homes.ts';
import { writeMadeUpStudy } from './made-up-study.ts';
import { watchedPage } from './watched-page.ts';

const chromium = findChromium();
if (chromium === undefined) console.info(`the tests of the page in a browser are skipped: each ${noBrowser}`);

const patience = { timeout: 240_000 };
let demo: DemoHomes;
let server: Dashboard;
let browser: Browser;

/** The console's word for an answer that says what was asked for wrongly. */
const refused = /404 \(Not Found\)/;

/** A page at an address; what should not happen on it, but what is `allowed`, fails the test that opened it. */
async function opened(
  address: string,
  { allowed, ...options }: Parameters<typeof watchedPage>[2] & { readonly allowed?: RegExp } = {},
): Promise<Page> {
  const { page, faults } = await watchedPage(browser, server.url, options);
  onTestFinished(async () => {
    await page.context().close();
    expect(faults.filter((fault) => allowed?.test(fault) !== true)).toEqual([]);
  });
  await page.goto(address);
  return page;
}

/** The ids in the table, from the top. */
async function idsShown(page: Page): Promise<readonly string[]> {
  await page.locator('.runs tbody tr.can-open').first().waitFor();
  return page.locator('.runs tbody tr.can-open td:nth-child(3) > a').allTextContents();
}

/** The number in an element, read as the page writes it. */
function numberIn(text: string | null): number {
  return Number((text ?? '').replace('−', '-').replaceAll(',', ''));
}

/** A parameter of the address as the page has it: what the browser tells of addresses comes a moment later. */
async function queried(page: Page, name: string): Promise<string | null> {
  return page.evaluate((key) => new URLSearchParams(location.search).get(key), name);
}

async function swept(): Promise<readonly RunRow[]> {
  return (await listRuns(demo.penguins)).filter(({ study }) => study === demo.sweep);
}

describe.skipIf(chromium === undefined)('the page in a browser', patience, () => {
  beforeAll(async () => {
    demo = await demoHomes(8);
    server = await serveDashboard({ competitions: () => demo.homes });
    browser = await startChromium(chromium!);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    demo?.remove();
  });

  test('lists competitions with their best runs, and leads to them', async () => {
    const page = await opened('/');
    const line = page.locator('tr', { hasText: 'penguins' });
    const best = await findRun(demo.penguins, 'best');
    await line.getByRole('link', { name: best.id }).waitFor();
    const cells = await line.locator('td').allTextContents();
    expect(cells[1]).toBe(String((await listRuns(demo.penguins)).length));
    expect(numberIn(cells[5]!)).toBeCloseTo(best.score!, 4);
    await line.getByRole('link', { name: 'penguins' }).click();
    await page.waitForURL('**/c/penguins');
    expect(await page.title()).toBe('penguins · foldwise');
    await page.goBack();
    await page.getByRole('heading', { name: 'Competitions' }).waitFor();
  });

  test('ranks runs as the journals do, with their numbers', async () => {
    const page = await opened('/c/penguins');
    const ranked = rankRuns(await listRuns(demo.penguins));
    expect(await idsShown(page)).toEqual(ranked.map(({ id }) => id));
    const scores = await page.locator('.runs tbody tr.can-open td:nth-child(4)').allTextContents();
    for (const [i, text] of scores.entries()) expect(numberIn(text)).toBeCloseTo(ranked[i]!.score!, 6);
    const dots = await page.locator('.runs tbody tr.can-open').first().locator('circle').count();
    expect(dots).toBe(ranked[0]!.foldScores.length);
  });

  test('sorts by a column, and the address says so', async () => {
    const page = await opened(`/c/penguins/studies/${demo.sweep}`);
    await idsShown(page);
    const byUnits = (await swept()).toSorted(
      (a, b) => (a.params['units'] as number) - (b.params['units'] as number),
    );
    await page.locator('.runs thead').getByRole('button', { name: 'units' }).click();
    expect(await idsShown(page)).toEqual(byUnits.map(({ trial }) => `#${trial}`));
    await page.locator('.runs thead').getByRole('button', { name: 'units' }).click();
    expect(await queried(page, 'sort')).toBe('-units');
    await page.reload();
    expect((await idsShown(page))[0]).toBe(`#${byUnits.at(-1)!.trial}`);
    expect(await page.locator('.runs thead th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  test('filters by the small language, and says where it cannot be read', async () => {
    const page = await opened('/c/penguins');
    await idsShown(page);
    const all = await listRuns(demo.penguins);
    const half = all.toSorted((a, b) => a.score! - b.score!)[4]!.score!;
    const filter = page.getByRole('searchbox', { name: 'Filter runs' });
    await filter.fill(`score < ${half} and not activation = silu`);
    const expected = rankRuns(
      all.filter(({ score, params }) => score! < half && params['activation'] !== 'silu'),
    );
    expect(await page.locator('.filter [role=status]').textContent()).toBe(
      `${expected.length} of ${all.length} runs`,
    );
    expect(await idsShown(page)).toEqual(expected.map(({ id }) => id));
    await page.reload();
    expect(await idsShown(page)).toEqual(expected.map(({ id }) => id));
    await filter.fill('scor < 3');
    await page.getByText('did you mean "score"?').waitFor();
    expect(await filter.getAttribute('aria-invalid')).toBe('true');
  });

  test('can be used by the keyboard alone', async () => {
    const page = await opened('/c/penguins');
    const ids = await idsShown(page);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    expect(await queried(page, 'runs')).toBe(`${ids[0]},${ids[1]}`);
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Compare 2 runs' }).waitFor();
    await page.keyboard.press('u');
    await idsShown(page);
    await page.keyboard.press('/');
    await page.keyboard.type('trial = 3');
    await page.locator('.filter', { hasText: /^1 of/ }).or(page.locator('.filter')).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/runs/**');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys and filters' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await page.getByRole('heading', { name: 'Competitions' }).waitFor();
  });

  test('draws a search: a dot a trial, tooltips, a brush that the table follows', async () => {
    const page = await opened(`/c/penguins/studies/${demo.sweep}`);
    const trials = await swept();
    const history = page.getByRole('region', { name: 'How the search went' });
    await history.locator('circle[data-run]').first().waitFor();
    expect(await history.locator('[data-run]').count()).toBe(trials.length);
    const scores = await history
      .locator('[data-score]')
      .evaluateAll((marks) =>
        marks.map((mark) => [mark.getAttribute('data-run'), Number(mark.getAttribute('data-score'))]),
      );
    expect(Object.fromEntries(scores)).toEqual(
      Object.fromEntries(trials.map(({ id, score }) => [id, score])),
    );
    await history.locator('circle[data-run]').first().hover({ force: true });
    expect(await page.getByRole('tooltip').textContent()).toContain(`${trials[0]!.id}: logLoss`);
    await page
      .getByRole('region', { name: 'What mattered' })
      .locator('rect[data-parameter]')
      .first()
      .waitFor();
    await page
      .getByRole('region', { name: 'Two parameters at a time' })
      .locator('circle[data-run]')
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'What the workers did' }).locator('svg.chart').waitFor();
    expect(await page.getByRole('region', { name: 'Slices' }).locator('svg.chart').count()).toBe(5);

    const zone = page.locator('.brushes .zone').last();
    await zone.scrollIntoViewIfNeeded();
    const box = (await zone.boundingBox())!;
    const [x, middle] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, middle);
    await page.mouse.down();
    await page.mouse.move(x, box.y + 2, { steps: 4 });
    await page.mouse.up();
    const [, from, to] = (await queried(page, 'brush'))!.split(':').map(Number);
    const kept = trials.filter(({ score }) => score! >= from! && score! <= to!);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(trials.length);
    expect(await idsShown(page)).toEqual(rankRuns(kept).map(({ trial }) => `#${trial}`));
    expect(await page.locator('g.trial.left-out').count()).toBe(trials.length - kept.length);
    await page.reload();
    expect(await idsShown(page)).toHaveLength(kept.length);
    await page.getByRole('button', { name: 'Clear the brush' }).click();
    expect(await idsShown(page)).toHaveLength(trials.length);
  });

  test('shows the two parameters that are asked for', async () => {
    const page = await opened(`/c/penguins/studies/${demo.sweep}?x=units&y=dropout`);
    const field = page.getByRole('region', { name: 'Two parameters at a time' });
    await field.locator('svg[aria-label="logLoss by units and dropout"]').waitFor();
    await field.getByLabel('across').selectOption('learningRate');
    await field.locator('svg[aria-label="logLoss by learningRate and dropout"]').waitFor();
    expect(await queried(page, 'x')).toBe('learningRate');
  });

  test('shows a run: folds, curves, what it predicts, its files', async () => {
    const best = await findRun(demo.penguins, 'best');
    const details = await showRun(demo.penguins, best.id);
    const page = await opened(`/c/penguins/runs/${best.id}`);
    const folds = page.getByRole('region', { name: 'Folds', exact: true }).locator('tbody tr');
    await folds.first().waitFor();
    const shown = await folds.locator('td:nth-child(2)').allTextContents();
    for (const [fold, text] of shown.entries()) expect(numberIn(text)).toBeCloseTo(best.foldScores[fold]!, 5);
    const params = await page.getByRole('region', { name: 'Parameters' }).locator('th').allTextContents();
    expect(params).toEqual(Object.keys(best.params));
    await page.getByRole('region', { name: 'Learning curves' }).locator('path[data-fold]').first().waitFor();

    const predictions = page.getByRole('region', { name: 'Predictions out of fold' });
    await predictions.scrollIntoViewIfNeeded();
    await predictions.getByText('Data of “confusion matrix”').click();
    const cells = predictions.locator('figure').first().locator('tbody td.number');
    await cells.first().waitFor();
    const counts = await cells.allTextContents();
    const rows = counts.reduce((sum, text) => sum + numberIn(text), 0);
    const { length } = readFileSync(join(details.artifactsDirectory, `${details.predictions}.safetensors`));
    expect(rows).toBeGreaterThan(200);
    for (const name of ['receiver operating characteristic', 'precision and recall', 'calibration'])
      await predictions.locator(`svg[aria-label="${name}"]`).waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'predictions', exact: true }).click();
    const file = await (await download).path();
    expect(readFileSync(file)).toHaveLength(length);
    const submission = page.getByRole('region', { name: 'Submissions' });
    expect(await submission.locator('tbody tr').count()).toBe(details.submissions.length);
    expect(await submission.textContent()).toContain(details.submissions[0]!.sha256.slice(0, 12));
  });

  test('compares runs by what the folds say', async () => {
    const [first, second] = rankRuns(await swept()) as [RunRow, RunRow];
    const page = await opened(`/c/penguins/compare?runs=${first.id},${second.id}`);
    const difference = page.getByRole('region', { name: 'Paired difference' });
    const cells = difference.locator('tbody td');
    await cells.first().waitFor();
    const expected = compareFolds(first.foldScores, second.foldScores, {
      goal: first.goal,
      overlap: foldOverlap(demo.penguins, first),
    })!;
    const texts = await cells.allTextContents();
    expect(numberIn(texts[1]!)).toBeCloseTo(expected.mean, 6);
    expect(numberIn(texts[3]!)).toBeCloseTo(expected.interval![0], 6);
    expect(numberIn(texts[4]!)).toBeCloseTo(expected.interval![1], 6);
    expect(texts[5]).toBe(`${expected.firstBetter} of 5`);
    expect(texts[6]).toBe(`${Math.round(100 * expected.probability!.first)} %`);
    const differing = await page
      .getByRole('region', { name: 'Parameters that differ' })
      .locator('tbody th')
      .allTextContents();
    const names = Object.keys(first.params).filter((name) => first.params[name] !== second.params[name]);
    expect(differing.toSorted()).toEqual(names.toSorted());
    // Of the same sweep, whose code is the same: only what the parameters make of it differs.
    const lines = page.getByRole('region', { name: 'Code and description, line by line' });
    const [gone, come] = await Promise.all(
      ['del', 'ins'].map(async (which) => (await lines.locator(which).allTextContents()).join('\n')),
    );
    expect(gone).toContain(`units: ${first.params['units'] as number}`);
    expect(come).toContain(`units: ${second.params['units'] as number}`);
    expect(`${gone}${come}`).not.toContain('neuralNetwork');
    const alike = page.getByRole('region', { name: 'How alike they predict' });
    await alike.scrollIntoViewIfNeeded();
    await alike.locator('svg.chart').first().waitFor();
    await page.getByRole('link', { name: 'make first' }).click();
    await page.getByText(`${second.id} less each other run`).waitFor();
  });

  test('marks runs that are not comparable', async () => {
    const page = await opened('/c/made-up/compare?runs=mlp-0a1b2c3d/0,mlp-0a1b2c3d/1,mlp-11111111/0');
    const difference = page.getByRole('region', { name: 'Paired difference' });
    await difference.getByText('not comparable').waitFor();
    expect(await difference.locator('tr', { hasText: 'mlp-11111111/0' }).textContent()).toContain(
      'other folds',
    );
    await page.getByText('One run is not comparable with the first').waitFor();
    expect(
      await page.getByRole('region', { name: 'Fold by fold' }).locator('svg.chart').textContent(),
    ).not.toContain('mlp-11111111');
  });

  test('shows cross-validation beside the leaderboard', async () => {
    const page = await opened('/c/made-up/charts', { allowed: refused });
    const board = page.getByRole('region', { name: 'Cross-validation and leaderboard' });
    await board.getByText(/^Data of/).click();
    const rows = await board.locator('tbody tr').allTextContents();
    const complete = new Map((await listRuns(demo.madeUp)).map(({ id, score }) => [id, score]));
    const scored = [0, 1, 2, 3, 4, 6, 8].filter((trial) => complete.get(`mlp-0a1b2c3d/${trial}`) !== null);
    expect(rows).toHaveLength(scored.length);
    expect(rows[0]).toContain('0.305');
  });

  test('tells pruned, failed and running trials, and why', async () => {
    const page = await opened('/c/made-up?filter=state != complete');
    await idsShown(page);
    const badge = page.locator('.badge.failed').first();
    expect(await badge.getAttribute('title')).toContain('the loss became NaN in epoch 3');
    expect(await page.locator('.badge.running').count()).toBe(2);
    await page.getByRole('link', { name: 'mlp-0a1b2c3d/7', exact: true }).click();
    await page.getByText('the loss became NaN in epoch 3').waitFor();
  });

  test('tells of damaged journals, and shows the rest', async () => {
    const page = await opened('/c/broken');
    await page.getByText('2 journals are damaged').waitFor();
    await page.getByText(/mlp-99999999\/journal\.jsonl:1: this line/).waitFor();
    expect(await idsShown(page)).toHaveLength(3);
  });

  test('says what to do where there is nothing', async () => {
    const page = await opened('/c/empty', { allowed: refused });
    await page.getByText('foldwise sweep empty').waitFor();
    await page.goto('/c/nothing');
    await page.getByText('expected a competition, got "nothing"').waitFor();
    await page.goto('/nowhere');
    await page.getByRole('heading', { name: 'No such page' }).waitFor();
    expect(await page.getByRole('main').textContent()).toContain('/nowhere');
  });

  test.each([
    ['told by the server', false],
    ['asking every few seconds, where there is no stream', true],
  ])('follows runs while they are made, %s', async (_how, isBlocked) => {
    const hash = isBlocked ? '33333333' : '22222222';
    const { page } = await watchedPage(browser, server.url);
    onTestFinished(() => page.context().close());
    if (isBlocked) await page.route('**/api/events', (route) => route.abort());
    await page.goto('/c/made-up/studies');
    await page.getByRole('link', { name: 'mlp-0a1b2c3d' }).waitFor();
    await page
      .getByRole('banner')
      .getByText(isBlocked ? 'polling' : 'live')
      .waitFor();
    writeMadeUpStudy(demo.madeUp.directory, { trials: 2, hash, seed: 2 });
    const line = page.locator('tr', { hasText: `mlp-${hash}` });
    await line.waitFor();
    expect(await line.locator('td').nth(2).textContent()).toBe('2');
  });

  test('follows a sweep that goes on, and keeps what was chosen', async () => {
    const page = await opened(`/c/penguins/studies/${demo.sweep}?filter=trial >= 0`);
    const before = (await idsShown(page)).length;
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    const { rows } = await runSweep(await openCompetition(demo.penguins), { trials: before + 2, workers: 0 });
    const ranked = rankRuns(rows).map(({ trial }) => `#${trial}`);
    await vi.waitFor(async () => expect(await idsShown(page)).toEqual(ranked), {
      timeout: 60_000,
      interval: 250,
    });
    await page.getByText('1 chosen').waitFor();
    const history = page.getByRole('region', { name: 'How the search went' });
    await history.locator(`circle[data-run="${rows.at(-1)!.id}"]`).waitFor();
  });

  const views = [
    '/',
    '/c/penguins',
    '/c/penguins/studies',
    '/c/penguins/charts',
    '/c/penguins/studies/{sweep}',
    '/c/penguins/runs/{sweep}/0',
    '/c/penguins/compare?runs={sweep}/0,{sweep}/1',
  ];
  test.each(views.flatMap((view) => [[view, 'light'] as const, [view, 'dark'] as const]))(
    '%s can be read by everyone, %s',
    async (view, colorScheme) => {
      const page = await opened(view.replaceAll('{sweep}', demo.sweep), { colorScheme });
      await page.locator('table, svg.chart').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => {});
      const found = await page
        .evaluate(async (source) => {
          // Evaluated from outside: the page itself may run no such text.
          // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval
          const run = new Function(`${source}; return axe.run(document)`) as () => Promise<
            import('axe-core').AxeResults
          >;
          return (await run()).violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
          );
        }, axe.source)
        .catch((error: unknown) => [String(error)]);
      expect(found).toEqual([]);
    },
  );

  test('is light or dark as the reader wants, and keeps it', async () => {
    const page = await opened('/', { colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.getByRole('heading', { name: 'Competitions' }).waitFor();
    expect(await paper()).toBe('rgb(23, 23, 26)');
    await page.getByRole('button', { name: /Colours/ }).click();
    expect(await paper()).toBe('rgb(255, 255, 255)');
    await page.reload();
    await page.getByRole('heading', { name: 'Competitions' }).waitFor();
    expect(await paper()).toBe('rgb(255, 255, 255)');
  });
});
