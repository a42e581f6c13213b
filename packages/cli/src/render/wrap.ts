import stringWidth from 'string-width';

/** The text in lines of at most `width` cells, broken between words. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** The text as wide as the terminal, with further lines set in by so many cells; as it is where there is none. */
export function wrapped(text: string, width: number | undefined, indent: number): string {
  if (width === undefined) return text;
  const own = ' '.repeat(text.length - text.trimStart().length);
  const inner = ' '.repeat(indent);
  return wrap(text.trimStart(), Math.max(20, width - indent))
    .map((line, i) => (i === 0 ? own : inner) + line)
    .join('\n');
}
