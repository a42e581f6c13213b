/** A memory that was made, and how large it has grown. */
interface Known {
  readonly memory: WeakRef<WebAssembly.Memory>;
  bytes: number;
}

const knownOf = new WeakMap<WebAssembly.Memory, Known>();
const all = new Set<Known>();

/** Takes down how large a memory of kernels is: when it is made, and whenever it has grown. */
export function noteMemory(memory: WebAssembly.Memory): void {
  const known = knownOf.get(memory) ?? { memory: new WeakRef(memory), bytes: 0 };
  known.bytes = memory.buffer.byteLength;
  knownOf.set(memory, known);
  all.add(known);
}

/**
 * Bytes of the memories that compiled kernels of this thread work in, which the engine's own figures leave out; at least those that are
 * in use.
 *
 * @param collected whether to leave out those that were collected. To look at one keeps it until the turn of the event loop is over, so
 * ask after a collection and not before it.
 * @example
 * kernelBytes(); // 0 before anything was trained
 */
export function kernelBytes({ collected = false }: { readonly collected?: boolean } = {}): number {
  let bytes = 0;
  for (const known of all) {
    if (collected && known.memory.deref() === undefined) all.delete(known);
    else bytes += known.bytes;
  }
  return bytes;
}
