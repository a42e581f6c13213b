// A picture of each view, light, dark and narrow, for eyes: node --conditions=@foldwise/source test/screenshots.ts <folder>
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRun, listRuns } from '@foldwise/experiments';
import type { Page } from 'playwright-core';
import { serveDashboard } from '../src/server/serve-dashboard.ts';
import { findChromium, noBrowser, startChromium } from './chromium.ts';
import { demoHomes } from './demo-homes.ts';
import { realHomes } from './real-homes.ts';
import { watchedPage } from './watched-page.ts';

const folder = process.argv[2] ?? 'screenshots';
const executable = findChromium();
if (executable === undefined) throw new Error(noBrowser);
mkdirSync(folder, { recursive: true });

/** Of runs that were run, and of what is made up: what takes long, a leaderboard, damage. */
const real = await realHomes();
const demo = await demoHomes(2);
const madeUp = demo.homes.filter(({ slug }) => slug !== 'penguins');
const server = await serveDashboard({ competitions: () => [...real.homes, ...madeUp] });
const none = await serveDashboard({ competitions: () => [] });
const browser = await startChromium(executable);

const bestOf = async (home: (typeof real.homes)[number]): Promise<string> => (await findRun(home, 'best')).id;
const best = await bestOf(real.penguins);
const others = (await listRuns(real.penguins)).map(({ id }) => id).filter((id) => id !== best);
const model = others.find(
  (id) => !id.startsWith(real.studies.penguins) && !id.startsWith(real.studies.blend),
)!;
const swept = others.filter((id) => id.startsWith(real.studies.penguins)).slice(0, 2);

const views: Readonly<Record<string, string>> = {
  competitions: '/',
  runs: '/c/penguins?sort=score',
  chosen: '/c/made-up?filter=units > 32 and activation in (relu, gelu)&runs=mlp-0a1b2c3d/0,mlp-0a1b2c3d/2',
  objectives: '/c/small-penguins',
  unreadable: '/c/penguins?filter=scor < 3',
  problem: '/c/broken',
  empty: '/c/empty',
  studies: '/c/made-up/studies',
  'studies-real': '/c/penguins/studies',
  charts: '/c/penguins/charts',
  leaderboard: '/c/made-up/charts',
  'empty-charts': '/c/empty/charts',
  study: `/c/penguins/studies/${real.studies.penguins}`,
  'study-diamonds': `/c/diamonds/studies/${real.studies.diamonds}`,
  'study-objectives': `/c/small-penguins/studies/${real.studies.small}`,
  'study-blend': `/c/penguins/studies/${real.studies.blend}`,
  'study-running': '/c/made-up/studies/mlp-0a1b2c3d',
  brushed: '/c/made-up/studies/mlp-0a1b2c3d?brush=rmse:0.2:0.32,activation:-0.4:1.4',
  run: `/c/penguins/runs/${swept[0]}`,
  'run-diamonds': `/c/diamonds/runs/${await bestOf(real.diamonds)}`,
  'run-objectives': `/c/small-penguins/runs/${await bestOf(real.small)}`,
  'run-blend': `/c/penguins/runs/${real.studies.blend}/0`,
  'run-pruned': '/c/made-up/runs/mlp-0a1b2c3d/5',
  'run-failed': '/c/made-up/runs/mlp-0a1b2c3d/7',
  compare: `/c/penguins/compare?runs=${[swept[0], model, swept[1]].join(',')}`,
  incomparable: '/c/made-up/compare?runs=mlp-0a1b2c3d/0,mlp-0a1b2c3d/2,mlp-11111111/0',
  'compare-none': '/c/penguins/compare',
  nowhere: '/no/such/page',
};

async function take(page: Page, name: string): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(500);
  // Down to the end step by step, so that what waits to be seen is made.
  for (let y = 0; y < (await page.evaluate(() => document.body.scrollHeight)); y += 700) {
    await page.evaluate((to) => scrollTo(0, to), y);
    await page.waitForTimeout(100);
  }
  await page.waitForTimeout(1200);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Every view in a window of a width, and the page without a competition. */
async function takeAll(kind: string, colorScheme: 'light' | 'dark', width: number): Promise<void> {
  const { page, faults } = await watchedPage(browser, server.url, { colorScheme });
  await page.setViewportSize({ width, height: 900 });
  for (const [name, address] of Object.entries(views)) {
    await page.goto(address);
    await take(page, `${name}-${kind}`);
  }
  await page.goto(views['runs']!);
  await page.locator('.runs tbody tr.can-open').first().waitFor();
  await page.keyboard.press('?');
  await page.screenshot({ path: join(folder, `help-${kind}.png`) });
  for (const fault of faults) console.log(`${kind}: ${fault}`);
  await page.context().close();
  const bare = await watchedPage(browser, none.url, { colorScheme });
  await bare.page.setViewportSize({ width, height: 900 });
  await bare.page.goto('/');
  await take(bare.page, `no-competitions-${kind}`);
  for (const fault of bare.faults) console.log(`${kind}, without a competition: ${fault}`);
  await bare.page.context().close();
}

try {
  await takeAll('light', 'light', 1280);
  await takeAll('dark', 'dark', 1280);
  await takeAll('narrow', 'light', 420);
  await takeAll('narrow-dark', 'dark', 420);
} finally {
  await browser.close();
  await Promise.all([server.close(), none.close()]);
  demo.remove();
  real.remove();
}
