import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from 'mlflow-js-client/testing';

/** The address of a server in a process of its own that answers each request after 200 ms (`slow`), of nobody (`down`), or none. */
export async function addressOf(server: string | undefined): Promise<string | undefined> {
  if (server === 'none') return undefined;
  if (server === 'down') return `http://127.0.0.1:${await freePort()}`;
  const script = fileURLToPath(new URL('slow-server.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return String(first.value);
}
