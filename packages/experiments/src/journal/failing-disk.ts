import { type FileCalls, realFileCalls } from './file-calls.ts';

/**
 * An error such as the operating system gives, by its code.
 *
 * @example
 * const disk = { ...diskOf(0), fsync: () => { throw systemError('EIO'); } };
 */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

/**
 * The real file calls on a disk that has room for `free` more bytes, then says ENOSPC, as a full one does; `free` may be changed.
 *
 * @example
 * writeWhole('a.txt', 'four', diskOf(3)); // throws: the disk is full
 */
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
