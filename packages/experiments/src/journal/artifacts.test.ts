import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { artifactStore } from './artifacts.ts';
import { diskOf } from './failing-disk.ts';

// FIPS 180-2, appendix B.1.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'foldwise-artifacts-')), 'artifacts');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('artifactStore', () => {
  it('names a file by the sha256 of its bytes and gives them back', () => {
    const store = artifactStore(folder);
    const path = join(folder, `${abc}.csv`);
    expect(store.put('abc', 'csv')).toEqual({ sha256: abc, bytes: 3, path });
    expect(Buffer.from(store.get(abc)).toString()).toBe('abc');
  });

  it('writes the same bytes once', () => {
    const store = artifactStore(folder);
    const { path } = store.put('abc', 'csv');
    const { ino } = statSync(path);
    store.put(Buffer.from('abc'), 'csv');
    expect(statSync(path).ino).toBe(ino);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('refuses bytes that do not match the name, and puts them right when they are put again', () => {
    const store = artifactStore(folder);
    const { path } = store.put('abc', 'csv');
    writeFileSync(path, 'abd');
    expect(() => store.get(abc)).toThrow(
      `${path}: expected bytes with the sha256 that the file is named by, got others: it is damaged — delete it, then run`,
    );
    store.put('abc', 'csv');
    expect(Buffer.from(store.get(abc)).toString()).toBe('abc');
  });

  it('says which hash is not there', () => {
    expect(() => artifactStore(folder).get(abc)).toThrow(
      `${folder}: expected a file named ${abc}.…, got none — run`,
    );
  });

  it('leaves no part of a file on a full disk', () => {
    expect(() => artifactStore(folder, diskOf(2)).put('abc', 'csv')).toThrow(
      /could not write 3 bytes: the disk is full/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses an extension that would leave the folder', () => {
    expect(() => artifactStore(folder).put('abc', '../csv')).toThrow(
      /expected an extension of letters and digits/,
    );
  });
});
