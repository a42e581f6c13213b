import type { QueryProblem } from './query.ts';

/** A piece of a filter. */
export interface Token {
  /** `name` is a word without quotes. */
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
  /** From 0, in characters. */
  readonly at: number;
}

const white = /\s+/y;
const quoted = /"([^"]*)"|'([^']*)'|`([^`]*)`/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w./-])/iy;
const sign = /!=|<=|>=|!~|==|[=<>~(),]/y;
const word = /[^\s()=<>~!,"'`]+/y;

/** A filter in its pieces, or where it has something that is none. */
export function tokensOf(text: string): readonly Token[] | QueryProblem {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const take = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = at;
      return pattern.exec(text);
    };
    const space = take(white);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const found = tokenBy(take, at);
    if (found === undefined) {
      const isOpen = /["'`]/.test(text[at]!);
      return {
        at,
        message: isOpen ? `expected a closing ${text[at]}, got the end` : `expected no "${text[at]}" here`,
      };
    }
    tokens.push(found.token);
    at += found.length;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function tokenBy(
  take: (pattern: RegExp) => RegExpExecArray | null,
  at: number,
): { readonly token: Token; readonly length: number } | undefined {
  const inQuotes = take(quoted);
  if (inQuotes !== null) {
    // Backquotes hold a name that is no single word; other quotes hold a value.
    const isName = inQuotes[3] !== undefined;
    const text = inQuotes[1] ?? inQuotes[2] ?? inQuotes[3]!;
    return { token: { kind: isName ? 'name' : 'text', text, at }, length: inQuotes[0].length };
  }
  for (const [kind, pattern] of [
    ['number', number],
    ['sign', sign],
    ['name', word],
  ] as const) {
    const match = take(pattern);
    if (match !== null)
      return { token: { kind, text: match[0] === '==' ? '=' : match[0], at }, length: match[0].length };
  }
  return undefined;
}
