/**
 * The fields of a message of type M by name: all that is needed to write and to read it.
 *
 * Each has its number, its kind (a whole number, a number of 4 or 8 bytes, a text, bytes, or the schema of a message in turn) and
 * `many` where it may come several times. Whole numbers past 2⁵³ are rounded; the sizes and codes of models are far below.
 */
export type Schema<M> = { readonly [Name in keyof M]-?: FieldOf<NonNullable<M[Name]>> };

type FieldOf<T> = T extends Uint8Array
  ? readonly [number: number, kind: 'bytes']
  : T extends readonly (infer Each)[]
    ? readonly [number: number, kind: KindOf<Each>, many: 'many']
    : readonly [number: number, kind: KindOf<T>];

type KindOf<T> = T extends number
  ? 'int' | 'float' | 'double'
  : T extends string
    ? 'text'
    : T extends Uint8Array
      ? 'bytes'
      : Schema<T>;

/** A field of whatever message. */
export type Field = readonly [number: number, kind: Kind, many?: 'many'];

/** What a field of whatever message holds. */
export type Kind = 'int' | 'float' | 'double' | 'text' | 'bytes' | AnySchema;

/** A schema whose message is not known. */
export interface AnySchema {
  readonly [name: string]: Field;
}

/** How the content of a field is laid down: the last three bits of its tag. */
export const wire = { varint: 0, eightBytes: 1, counted: 2, fourBytes: 5 } as const;

/** How one content of a kind is laid down. */
export function wireOf(kind: Kind): number {
  if (kind === 'int') return wire.varint;
  if (kind === 'float') return wire.fourBytes;
  return kind === 'double' ? wire.eightBytes : wire.counted;
}
