import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';

/** The calls of the operating system that writing needs; a test hands in ones that fail as a full disk does. */
export interface FileCalls {
  open(path: string, flags: string | number): number;
  /** Writes up to `length` bytes at `position` and returns how many; fewer is no error. */
  write(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  fsync(file: number): void;
  truncate(file: number, length: number): void;
  stat(file: number): { readonly size: number; readonly nlink: number };
  close(file: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  makeFolder(path: string): string | undefined;
}

/** The real ones of `node:fs`. */
export const realFileCalls: FileCalls = Object.freeze<FileCalls>({
  open: (path, flags) => openSync(path, flags),
  write: (file, bytes, offset, length, position) => writeSync(file, bytes, offset, length, position),
  fsync: fsyncSync,
  truncate: ftruncateSync,
  stat: (file) => fstatSync(file),
  close: closeSync,
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  makeFolder: (path) => mkdirSync(path, { recursive: true }),
});

/** Writes all of the bytes from `position` on, however many calls it takes. */
export function writeAll(files: FileCalls, file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    const wrote = files.write(file, bytes, done, bytes.length - done, position + done);
    if (wrote === 0) throw Object.assign(new Error('wrote 0 bytes'), { code: 'ENOSPC' });
    done += wrote;
  }
}
