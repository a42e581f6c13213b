/** Undecodable bytes are an error that says so. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes of UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new TypeError('expected text, got bytes that are no UTF-8');
  }
}

/** The JSON text of a value from a file's reader: lists, records, big integers, bytes of text. */
export function nestedText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : infiniteText(value);
  if (value instanceof Uint8Array) return JSON.stringify(utf8Text(value));
  if (ArrayBuffer.isView(value))
    return nestedText(Array.from(value as unknown as ArrayLike<number | bigint>));
  if (Array.isArray(value)) return `[${value.map(nestedText).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${nestedText(field)}`);
  return `{${fields.join(',')}}`;
}

function infiniteText(value: number): string {
  return Number.isNaN(value) ? 'null' : value > 0 ? '1e999' : '-1e999';
}

/** The items of a list with a separator between them; an item that is empty, nested or holds it is an error. */
export function joinedList(list: readonly unknown[], separator: string): string {
  const items = list.map((item) =>
    typeof item === 'string' ? item : item instanceof Uint8Array ? utf8Text(item) : nestedText(item),
  );
  const wrong = items.find((text, i) => {
    const nested = typeof list[i] === 'object' && !(list[i] instanceof Uint8Array);
    return nested || list[i] === undefined || text === '' || text.includes(separator);
  });
  if (wrong === undefined) return items.join(separator);
  throw new TypeError(
    `expected items without ${JSON.stringify(separator)} and none that is empty, got ${JSON.stringify(wrong)}: pass another listSeparator, or none`,
  );
}
