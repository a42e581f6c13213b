import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of the dashboard, and everything about it that should not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests for anything but the server; empty where all is well. */
  readonly faults: readonly string[];
}

/** Opens a page whose errors and requests are noted. */
export async function watchedPage(
  browser: Browser,
  base: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== new URL(base).origin) faults.push(`request: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`answer: ${response.status()} ${response.url()}`);
  });
  return { page, faults };
}
