// How long ten thousand runs take to show, and how smoothly they scroll: node --conditions=@foldwise/source test/measure-page.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveDashboard } from '../src/server/serve-dashboard.ts';
import { findChromium, noBrowser, startChromium } from './chromium.ts';
import { writeMadeUpStudy } from './made-up-study.ts';
import { watchedPage } from './watched-page.ts';

const [STUDIES, TRIALS, EPOCHS, FRAMES] = [10, 1000, 30, 180];
const executable = findChromium();
if (executable === undefined) throw new Error(noBrowser);
const directory = mkdtempSync(join(tmpdir(), 'foldwise-many-'));
for (let i = 0; i < STUDIES; i++)
  writeMadeUpStudy(directory, {
    trials: TRIALS,
    epochs: EPOCHS,
    seed: i,
    hash: (0x10000000 + i).toString(16),
  });
const home = { slug: 'many', module: 'file:///nowhere.js', directory, dataDirectory: directory };
const browser = await startChromium(executable);
try {
  for (const round of ['cold', 'warm']) {
    const server = await serveDashboard({ competitions: () => [home] });
    const { page, faults } = await watchedPage(browser, server.url);
    for (let visit = 1; visit <= 2; visit++) {
      const cpu = process.cpuUsage();
      const start = performance.now();
      await page.goto('/c/many');
      await page.locator('.runs tbody tr.can-open').first().waitFor();
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      console.log(
        `${round} browser, visit ${visit}: ${Math.round(wall)} ms until the runs show; the server computed for ${Math.round((user + system) / 1000)} ms`,
      );
    }
    const frames = await page.evaluate(async (count) => {
      const box = document.querySelector('.runs')!;
      const times: number[] = [];
      for (let i = 0; i < count; i++) {
        const before = performance.now();
        box.scrollTop += 300;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now() - before);
      }
      return times.toSorted((a, b) => a - b);
    }, FRAMES);
    const at = (share: number) => frames[Math.floor(share * (frames.length - 1))]!.toFixed(1);
    console.log(`scrolling, ms a frame: median ${at(0.5)}, 95 % ${at(0.95)}, worst ${at(1)}`);
    if (faults.length > 0) console.log(faults.join('\n'));
    await page.context().close();
    await server.close();
  }
} finally {
  await browser.close();
  rmSync(directory, { recursive: true, force: true });
}
