import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskOf, systemError } from './failing-disk.ts';
import { realFileCalls } from './file-calls.ts';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foldwise-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const space = 'free some space and run the same command again: nothing written so far is lost';

describe('writeWhole', () => {
  it('writes bytes or a text, makes missing folders, and leaves nothing else behind', () => {
    const path = join(folder, 'a', 'b', 'file.txt');
    writeWhole(path, 'größer');
    expect(readFileSync(path, 'utf8')).toBe('größer');
    writeWhole(path, Uint8Array.of(0, 255));
    expect([...readFileSync(path)]).toEqual([0, 255]);
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['file.txt']);
  });

  it('goes on after short writes', () => {
    const path = join(folder, 'file.txt');
    const oneByteAtATime = {
      ...realFileCalls,
      write: (file: number, bytes: Uint8Array, offset: number, _length: number, position: number) =>
        realFileCalls.write(file, bytes, offset, 1, position),
    };
    writeWhole(path, 'in small steps', oneByteAtATime);
    expect(readFileSync(path, 'utf8')).toBe('in small steps');
  });

  it('keeps the old file and removes the new one wherever the disk gets full', () => {
    const path = join(folder, 'file.txt');
    writeFileSync(path, 'old');
    for (let free = 0; free < 10; free++) {
      expect(() => writeWhole(path, '0123456789', diskOf(free))).toThrow(
        `${path}: could not write 10 bytes: the disk is full (ENOSPC) — ${space}`,
      );
      expect(readFileSync(path, 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual(['file.txt']);
    }
  });

  it.each([
    ['ENOSPC', 'the disk is full (ENOSPC)'],
    ['EDQUOT', 'the disk quota is used up (EDQUOT)'],
    ['EFBIG', 'the file would be larger than the limit (EFBIG)'],
    ['EACCES', 'there is no permission (EACCES)'],
    ['EROFS', 'the disk is read-only (EROFS)'],
    ['EUCLEAN', 'the operating system refused (EUCLEAN)'],
  ])('turns %s from any call into an error of one line that names file and bytes', (code, meaning) => {
    const path = join(folder, 'file.txt');
    for (const call of ['open', 'write', 'fsync', 'rename'] as const) {
      const disk = {
        ...realFileCalls,
        [call]: () => {
          throw systemError(code);
        },
      };
      expect(() => writeWhole(path, 'x', disk)).toThrow(FoldwiseError);
      expect(() => writeWhole(path, 'x', disk)).toThrow(`${path}: could not write 1 byte: ${meaning} — `);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('does not hide a defect behind a file error', () => {
    const disk = {
      ...realFileCalls,
      write: () => {
        throw new TypeError('defect');
      },
    };
    expect(() => writeWhole(join(folder, 'a'), 'x', disk)).toThrow(TypeError);
  });

  it('names the folder that cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeWhole(join(folder, 'file', 'a.txt'), 'x')).toThrow(
      /file: could not make this folder: .* \((EEXIST|ENOTDIR)\)/,
    );
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says that a folder is not writable',
    () => {
      mkdirSync(join(folder, 'locked'));
      chmodSync(join(folder, 'locked'), 0o500);
      expect(() => writeWhole(join(folder, 'locked', 'a.txt'), 'x')).toThrow(
        /there is no permission \(EACCES\)/,
      );
    },
  );

  it.skipIf(process.platform === 'win32')(
    'survives the real limit of the system on file sizes',
    { timeout: 60_000 },
    () => {
      const module = JSON.stringify(new URL('write-whole.ts', import.meta.url).href);
      const script = `
      import { writeWhole } from ${module};
      try { writeWhole(${JSON.stringify(join(folder, 'big'))}, new Uint8Array(100_000)); }
      catch (error) { console.log(error.message); }`;
      // bash counts the limit in blocks of 1,024 bytes, other shells in blocks of 512: too little by either.
      const run = `ulimit -f 8; exec "$0" --conditions=@foldwise/source --input-type=module -e "$1"`;
      const said = execFileSync('sh', ['-c', run, process.execPath, script], { encoding: 'utf8' });
      expect(said).toBe(
        `${join(folder, 'big')}: could not write 100,000 bytes: the file would be larger than the limit (EFBIG) — raise the limit (ulimit -f) and run the same command again: nothing written so far is lost\n`,
      );
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});
