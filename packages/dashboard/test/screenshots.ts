// A picture of each view, light and dark, for eyes: node --conditions=@foldwise/source test/screenshots.ts <folder>
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRun, listRuns } from '@foldwise/experiments';
import { serveDashboard } from '../src/server/serve-dashboard.ts';
import { findChromium, noBrowser, startChromium } from './chromium.ts';
import { demoHomes } from './demo-homes.ts';
import { watchedPage } from './watched-page.ts';

const folder = process.argv[2] ?? 'screenshots';
const executable = findChromium();
if (executable === undefined) throw new Error(noBrowser);
mkdirSync(folder, { recursive: true });
const demo = await demoHomes(24);
const server = await serveDashboard({ competitions: () => demo.homes });
const browser = await startChromium(executable);
try {
  const best = await findRun(demo.penguins, 'best');
  const others = (await listRuns(demo.penguins)).filter(({ id }) => id !== best.id).slice(0, 3);
  const views: Readonly<Record<string, string>> = {
    competitions: '/',
    runs: '/c/penguins?sort=score',
    chosen: `/c/made-up?filter=units > 32 and activation in (relu, gelu)&runs=mlp-0a1b2c3d/0,mlp-0a1b2c3d/2`,
    studies: '/c/made-up/studies',
    charts: '/c/penguins/charts',
    leaderboard: '/c/made-up/charts',
    study: `/c/penguins/studies/${demo.sweep}`,
    brushed: '/c/made-up/studies/mlp-0a1b2c3d?brush=rmse:0.2:0.32,activation:-0.4:1.4',
    run: `/c/penguins/runs/${best.id}`,
    pruned: '/c/made-up/runs/mlp-0a1b2c3d/5',
    compare: `/c/penguins/compare?runs=${[best, ...others].map(({ id }) => id).join(',')}`,
    incomparable: '/c/made-up/compare?runs=mlp-0a1b2c3d/0,mlp-0a1b2c3d/2,mlp-11111111/0',
    problem: '/c/broken',
    empty: '/c/empty',
    unreadable: '/c/penguins?filter=scor < 3',
  };
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, faults } = await watchedPage(browser, server.url, { colorScheme });
    for (const [name, address] of Object.entries(views)) {
      await page.goto(address);
      await page.locator('h1').first().waitFor();
      await page.waitForTimeout(1000);
      // Down to the end, so that what waits to be seen is made.
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(2500);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), fullPage: true });
    }
    await page.goto(views['runs']!);
    await page.locator('.runs tbody tr.can-open').first().waitFor();
    await page.keyboard.press('?');
    await page.screenshot({ path: join(folder, `help-${colorScheme}.png`) });
    await page.setViewportSize({ width: 420, height: 900 });
    await page.keyboard.press('Escape');
    await page.screenshot({ path: join(folder, `narrow-${colorScheme}.png`) });
    for (const fault of faults) console.log(`${colorScheme}: ${fault}`);
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.close();
  demo.remove();
}
