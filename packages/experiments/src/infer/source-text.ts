/** The widest a line of the written files may be. */
const lineWidth = 110;

/** A string as a literal of TypeScript. */
export function literal(text: string): string {
  const json = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"');
  const quote = json.includes("'") && !json.includes('"') ? '"' : "'";
  return quote + (quote === "'" ? json.replaceAll("'", String.raw`\'`) : json) + quote;
}

function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** The name of a property, in quotes only where it needs them. */
export function property(name: string): string {
  return isName(name) ? name : literal(name);
}

/** How the property is read: `row.Age`, `row['1stFlrSF']`. */
export function member(owner: string, name: string): string {
  return isName(name) ? `${owner}.${name}` : `${owner}[${literal(name)}]`;
}

/** `open` item, item `close` on one line where it fits behind `before` characters, else an item a line. */
export function list(
  items: readonly string[],
  options: {
    readonly open: string;
    readonly close: string;
    readonly indent: string;
    readonly before: number;
  },
): string {
  const { open, close, indent, before } = options;
  const pad = open.endsWith('{') ? ' ' : '';
  const line = `${open}${pad}${items.join(', ')}${pad}${close}`;
  if (!line.includes('\n') && before + line.length <= lineWidth) return line;
  return `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`;
}

/** An import of names from a package, sorted as a dictionary sorts them. */
export function importLine(names: Iterable<string>, from: string): string {
  const sorted = [...new Set(names)].toSorted((a, b) => {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  });
  const tail = ` from ${literal(from)};`;
  const clause = list(sorted, { open: '{', close: '}', indent: '', before: 'import '.length + tail.length });
  return `import ${clause}${tail}\n`;
}
