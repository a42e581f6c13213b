import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { FoldwiseError } from '@foldwise/core';
import type { Io } from './io.ts';

/** What opens an address on each system. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens an address in the reader's browser: the one that `BROWSER` names, else the system's.
 *
 * @throws FoldwiseError `input` where there is none to start.
 */
export async function openAddress(address: string, { env }: Pick<Io, 'env'>): Promise<void> {
  const chosen = env['BROWSER'] ?? '';
  const [program, ...words] = chosen === '' ? (openers[process.platform] ?? ['xdg-open']) : [chosen];
  const child = spawn(program!, [...words, address], { stdio: 'ignore', detached: true });
  child.unref();
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new FoldwiseError(
      `expected a program that opens addresses, got none: ${program} cannot be started`,
      {
        code: 'input',
        where: '--open',
        hint: 'leave it out, and open the address that is printed; or name a browser by BROWSER',
        cause: error,
      },
    );
  }
}
