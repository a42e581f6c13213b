import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realFileCalls } from './file-calls.ts';
import { removeAbandoned, temporaryFor } from './temporary-file.ts';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foldwise-temporary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('temporary files', () => {
  it('stay while their process writes, and are removed once it was killed', { timeout: 60_000 }, async () => {
    const url = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    // It stops where the file is written and has not yet got its name.
    const script = `
      import { writeSync } from 'node:fs';
      import { realFileCalls } from ${url('file-calls.ts')};
      import { writeWhole } from ${url('write-whole.ts')};
      const rename = () => { writeSync(1, 'written'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); };
      writeWhole(${JSON.stringify(join(folder, 'a.csv'))}, 'x', { ...realFileCalls, rename });`;
    const args = ['--conditions=@foldwise/source', '--input-type=module', '-e', script];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(child.stdout, 'data');
      removeAbandoned(folder);
      expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.a\.csv\..*\.tmp$/)]);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    removeAbandoned(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are left to the writer where somebody else cleans up at the same time', () => {
    const path = join(folder, 'a.csv');
    const rename: typeof realFileCalls.rename = (from, to) => {
      removeAbandoned(folder);
      realFileCalls.rename(from, to);
    };
    writeWhole(path, 'x', { ...realFileCalls, rename });
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  it('are removed where another process has the number now, and stay where nothing is known of theirs', () => {
    const mine = basename(temporaryFor(join(folder, 'a.csv')));
    const [mark, pid, host, started] = /(\d+)-(\w{8})-(\w{8})(?=\.)/.exec(mine)!;
    const earlier = mine.replace(mark, `${pid}-${host}-00000000`);
    const elsewhere = mine.replace(mark, `${pid}-00000000-${started}`);
    const others = [mine, elsewhere, '.a.csv.tmp', 'a.csv'].toSorted();
    for (const name of [earlier, ...others]) writeFileSync(join(folder, name), '');
    removeAbandoned(folder);
    expect(readdirSync(folder).toSorted()).toEqual(others);
    removeAbandoned(join(folder, 'nowhere'));
  });
});
