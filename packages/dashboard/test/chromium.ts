import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems put a Chromium; `FOLDWISE_CHROMIUM` says another place. */
const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The Chromium of this machine; undefined where it has none, an error where `REQUIRE_BROWSER` asks for one. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const asked = env['FOLDWISE_CHROMIUM'] ?? '';
  const found = (asked === '' ? usual : [asked]).find((path) => existsSync(path));
  if (found !== undefined || env['REQUIRE_BROWSER'] !== '1') return found;
  throw new Error(
    `expected a Chromium at ${asked === '' ? usual.join(' or ') : asked}, got none: apt-get install chromium`,
  );
}

/** What a test says that is left out for want of a browser. */
export const noBrowser = 'needs a Chromium: apt-get install chromium, or name one by FOLDWISE_CHROMIUM';

/** Starts a Chromium that asks nothing of anyone but the pages it opens. */
export async function startChromium(executablePath: string): Promise<Browser> {
  const quiet = [
    'disable-background-networking',
    'disable-component-update',
    'disable-sync',
    'disable-quic',
    'no-first-run',
  ];
  return chromium.launch({
    executablePath,
    args: ['no-sandbox', 'disable-gpu', ...quiet].map((flag) => `--${flag}`),
  });
}
