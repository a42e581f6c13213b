import { didYouMean } from '@foldwise/core';
import type { Cell } from './flat-params.ts';
import type { Comparator, Query, QueryProblem } from './query.ts';
import { type Token, tokensOf } from './tokens-of.ts';

const comparators: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', '~', '!~'] satisfies Comparator[];
const constants: Readonly<Record<string, Cell>> = { true: true, false: false, none: null, null: null };

/**
 * Reads a filter of runs:
 *
 * ```text
 * query      = either ;
 * either     = both, { "or", both } ;
 * both       = negated, { [ "and" ], negated } ;
 * negated    = [ "not" ], ( "(", either, ")" | condition ) ;
 * condition  = field, comparator, value | field, [ "not" ], "in", "(", value, { ",", value }, ")" | word ;
 * comparator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" ;
 * value      = number | word | 'text' | "text" | "true" | "false" | "none" ;
 * ```
 *
 * A field is a column or a parameter; one whose name is no single word stands in backquotes. A word alone looks into all texts of a run.
 *
 * @param fields that there are, for "did you mean".
 * @returns the filter, or where it cannot be read and why.
 * @example
 * parseQuery('score < 0.09 and activation in (relu, gelu)', ['score', 'activation']);
 */
export function parseQuery(text: string, fields: readonly string[]): Query | QueryProblem {
  const tokens = tokensOf(text);
  if (!isTokens(tokens)) return tokens;
  if (tokens.length === 1) return { kind: 'everything' };
  try {
    return new Parser(tokens, fields).whole();
  } catch (error) {
    if (error instanceof Misread) return { at: error.at, message: error.message };
    throw error;
  }
}

/** Whether a result is a problem. */
export function isProblem(result: Query | QueryProblem): result is QueryProblem {
  return 'message' in result;
}

function isTokens(result: readonly Token[] | QueryProblem): result is readonly Token[] {
  return Array.isArray(result);
}

/** Leaves the descent at once; never leaves this file. */
class Misread extends Error {
  readonly at: number;
  constructor(token: Token, expected: string, got = said(token)) {
    super(`expected ${expected}, got ${got}`);
    this.at = token.at;
  }
}

function said({ kind, text }: Token): string {
  return kind === 'end' ? 'the end' : `"${text}"`;
}

/** Where in the pieces the reading is. */
class Parser {
  private readonly tokens: readonly Token[];
  private readonly fields: readonly string[];
  private place = 0;

  constructor(tokens: readonly Token[], fields: readonly string[]) {
    this.tokens = tokens;
    this.fields = fields;
  }

  whole(): Query {
    const query = this.either();
    if (this.next.kind !== 'end') throw new Misread(this.next, '"and", "or" or the end');
    return query;
  }

  private get next(): Token {
    return this.tokens[this.place]!;
  }

  private take(): Token {
    return this.tokens[this.place++]!;
  }

  private isWord(word: string, token = this.next): boolean {
    return token.kind === 'name' && token.text.toLowerCase() === word;
  }

  private isSign(sign: string): boolean {
    return this.next.kind === 'sign' && this.next.text === sign;
  }

  private either(): Query {
    const parts = [this.both()];
    while (this.isWord('or')) {
      this.take();
      parts.push(this.both());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
  }

  private both(): Query {
    const parts = [this.negated()];
    while (this.next.kind !== 'end' && !this.isSign(')') && !this.isWord('or')) {
      if (this.isWord('and')) this.take();
      parts.push(this.negated());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
  }

  private negated(): Query {
    if (!this.isWord('not')) return this.condition();
    this.take();
    return { kind: 'not', part: this.negated() };
  }

  private condition(): Query {
    if (this.isSign('(')) {
      this.take();
      const inside = this.either();
      this.close();
      return inside;
    }
    const token = this.take();
    if (
      token.kind === 'end' ||
      token.kind === 'sign' ||
      this.isWord('and', token) ||
      this.isWord('or', token)
    ) {
      throw new Misread(token, 'a column, a parameter or a word');
    }
    const after = this.next;
    if (after.kind === 'sign' && comparators.includes(after.text)) {
      this.take();
      return { kind: 'compare', field: this.field(token), by: after.text as Comparator, value: this.value() };
    }
    if (this.isWord('in')) return this.among(token);
    const isNotIn = this.isWord('not') && this.isWord('in', this.tokens[this.place + 1]);
    if (!isNotIn) return { kind: 'word', word: token.text };
    this.take();
    return { kind: 'not', part: this.among(token) };
  }

  private among(token: Token): Query {
    this.take();
    const field = this.field(token);
    if (!this.isSign('(')) throw new Misread(this.next, '"(" after "in"');
    this.take();
    const values = [this.value()];
    while (this.isSign(',')) {
      this.take();
      values.push(this.value());
    }
    this.close();
    return { kind: 'among', field, values };
  }

  private close(): void {
    if (!this.isSign(')')) throw new Misread(this.next, '")"');
    this.take();
  }

  private field(token: Token): string {
    if (this.fields.includes(token.text)) return token.text;
    const hint = didYouMean(token.text, this.fields);
    throw new Misread(token, 'a column or a parameter', `"${token.text}" — ${hint}`);
  }

  private value(): Cell {
    const token = this.take();
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'text') return token.text;
    if (token.kind === 'name') {
      const constant = constants[token.text.toLowerCase()];
      return constant === undefined ? token.text : constant;
    }
    throw new Misread(token, 'a number, a word or a text in quotes');
  }
}
