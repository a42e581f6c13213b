import { FoldwiseError } from '@foldwise/core/base';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Bytes that are handed over piece by piece, from the beginning, as often as somebody asks: a file, or what is packed in one. */
export interface ByteSource {
  /** What errors call it. */
  readonly name: string;
  /** How many bytes there are, where that is known without reading them. */
  readonly size?: number;
  /** `passing`: a piece is of use until the next one is asked for, so that a source may read all of them into the same memory. */
  open(passing?: 'passing'): AsyncIterable<Uint8Array>;
}

/** Large enough that a piece costs nothing beside what is done with it. */
const PIECE = 1 << 18;

/** A file; one that cannot be read is an error that says so. */
export async function fileSource(path: string, name: string = path): Promise<ByteSource> {
  try {
    const kind = await stat(path);
    if (kind.isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' });
    return {
      name,
      ...(kind.isFile() && { size: kind.size }),
      open: (passing) => piecesOf(path, name, passing),
    };
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

async function* piecesOf(path: string, name: string, passing?: 'passing'): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    let memory = new Uint8Array(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, PIECE);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
      if (passing === undefined) memory = new Uint8Array(PIECE);
    }
  } catch (cause) {
    throw unreadable(name, cause);
  } finally {
    await file?.close();
  }
}

/** Bytes in memory. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
}

/** All of it, in memory. */
export async function allBytes(source: ByteSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of source.open()) parts.push(part);
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** The first bytes: fewer than `count` where there are no more. */
export async function firstBytes(source: ByteSource, count: number): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  for await (const part of source.open()) {
    head = Buffer.concat([head, part.subarray(0, count - head.length)]);
    if (head.length >= count) break;
  }
  return head;
}

function unreadable(where: string, cause: unknown): FoldwiseError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const [got, hint] =
    code === 'ENOENT'
      ? ['none', 'see whether the path is right']
      : code === 'EISDIR'
        ? ['a folder', 'name a file in it']
        : [code, 'see whether the file may be read'];
  return new FoldwiseError(`expected a file that can be read, got ${got}`, {
    code: 'file',
    where,
    hint,
    cause,
  });
}
