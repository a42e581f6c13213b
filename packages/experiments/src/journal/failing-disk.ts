import { type FileCalls, realFileCalls } from './file-calls.ts';

/** The error of the operating system with this code. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

/** The real file calls on a disk that has room for `free` more bytes; `free` may be changed. */
export function diskOf(free: number): FileCalls & { free: number } {
  const disk = {
    ...realFileCalls,
    free,
    write: (file: number, bytes: Uint8Array, offset: number, length: number, position: number): number => {
      const fits = Math.min(length, disk.free);
      if (fits === 0) throw systemError('ENOSPC');
      disk.free -= fits;
      return realFileCalls.write(file, bytes, offset, fits, position);
    },
  };
  return disk;
}
