import { MlflowError } from '../mlflow-error.ts';

/** A JSON object of the server, read field by field: protobuf leaves out what is empty, and writes long integers as text at times. */
export interface Wire {
  /** As they came. */
  readonly fields: Readonly<Record<string, unknown>>;
  text(key: string): string;
  optionalText(key: string): string | undefined;
  number(key: string): number;
  optionalNumber(key: string): number | undefined;
  flag(key: string): boolean;
  /** The object there, or an empty one. */
  object(key: string): Wire;
  /** The objects of a list, or none. */
  list(key: string): readonly Wire[];
  texts(key: string): readonly string[];
  /** A list of `{ key, value }` as one object. */
  pairs(key: string): Readonly<Record<string, string>>;
}

function numberOf(value: unknown, key: string): number {
  if (typeof value === 'number') return value;
  // "NaN", "Infinity" and "-Infinity" are how protobuf writes them.
  if (value === 'NaN') return NaN;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (!Number.isNaN(number)) return number;
  throw new MlflowError(`expected a number at ${key}, got ${JSON.stringify(value) ?? 'nothing'}`, {
    code: 'UNREADABLE_RESPONSE',
    hint: 'check that the address is that of an MLflow server',
  });
}

/** Wraps parsed JSON; what is no object reads as an empty one. */
export function wire(value: unknown): Wire {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const list = (key: string): readonly unknown[] => (Array.isArray(fields[key]) ? fields[key] : []);
  const isThere = (key: string): boolean => fields[key] !== undefined && fields[key] !== null;
  const text = (key: string): string => (isThere(key) ? String(fields[key]) : '');
  return {
    fields,
    text,
    optionalText: (key) => (text(key) === '' ? undefined : text(key)),
    number: (key) => numberOf(fields[key] ?? 0, key),
    optionalNumber: (key) => (isThere(key) ? numberOf(fields[key], key) : undefined),
    flag: (key) => fields[key] === true,
    object: (key) => wire(fields[key]),
    list: (key) => list(key).map(wire),
    texts: (key) => list(key).map(String),
    pairs: (key) =>
      Object.freeze(
        Object.fromEntries(
          list(key)
            .map(wire)
            .map((pair) => [pair.text('key'), pair.text('value')]),
        ),
      ),
  };
}

/** Leaves out what is undefined, for `exactOptionalPropertyTypes`. */
export function defined<T extends object>(fields: {
  readonly [K in keyof T]: T[K] | undefined;
}): T {
  return Object.freeze(
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  ) as T;
}

/** An object as the server's list of `{ key, value }`; nothing where it is empty. */
export function pairsOf(
  record: Readonly<Record<string, string>> | undefined,
): readonly { readonly key: string; readonly value: string }[] | undefined {
  const entries = Object.entries(record ?? {});
  return entries.length === 0 ? undefined : entries.map(([key, value]) => ({ key, value }));
}
