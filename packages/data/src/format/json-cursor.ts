import { FoldwiseError } from '@foldwise/core/base';
import type { FilePart } from './file-part.ts';
import { lineAt } from './file-part.ts';

const [QUOTE, BACKSLASH, MINUS, PLUS, POINT, ZERO, NINE] = [34, 92, 45, 43, 46, 48, 57] as const;
const [COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = [44, 58, 91, 93, 123, 125] as const;

const LOWER_U = 117;
/** What may stand behind a backslash beside `u`: `"`, `\`, `/`, b, f, n, r, t. */
const ESCAPED: readonly number[] = [34, 92, 47, 98, 102, 110, 114, 116];

/** Values nested deeper than this are refused, before the stack is. */
const DEEPEST = 512;

/** What a JSON value is; `missing` are null and Python's NaN. */
export type JsonKind = 'missing' | 'boolean' | 'number' | 'string' | 'nested';

/** Words that are values; the last three are what Python's `json` writes for numbers that JSON lacks. */
const WORDS: readonly (readonly [string, JsonKind])[] = [
  ['null', 'missing'],
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['NaN', 'missing'],
  ['Infinity', 'number'],
  ['-Infinity', 'number'],
];

/** Goes through the bytes of a JSON text (RFC 8259), value by value, without making anything of them. */
export class JsonCursor {
  readonly bytes: Uint8Array;
  readonly part: FilePart;
  readonly file: string;
  at = 0;
  /** Whether a string has no end in this part. */
  cutOff = false;
  /** Whether an error was made. */
  failed = false;
  /** Records that were begun: what errors count by. */
  record = 0;

  constructor(part: FilePart, file: string) {
    const { bytes, offset } = part;
    this.bytes = bytes;
    this.part = part;
    this.file = file;
    if (offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.at = 3;
  }

  /** Moves behind blanks; the byte that stands there, undefined at the end. */
  next(): number | undefined {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte === 32 || byte === 10 || byte === 13 || byte === 9) byte = bytes[++this.at];
    return byte;
  }

  /** Moves behind this byte if it is the next one. */
  take(byte: number): boolean {
    if (this.next() !== byte) return false;
    this.at++;
    return true;
  }

  /** Moves behind the value that is next, and says what it was. */
  value(depth = 0): JsonKind {
    const byte = this.next();
    if (byte === QUOTE) {
      this.string();
      return 'string';
    }
    if (byte === OPEN_LIST || byte === OPEN_RECORD) {
      if (depth >= DEEPEST) throw this.error(`expected values nested at most ${DEEPEST} deep`);
      this.nested(byte, depth);
      return 'nested';
    }
    for (const [word, kind] of WORDS) {
      if (byte === word.charCodeAt(0) && this.#startsWith(word)) {
        this.at += word.length;
        return kind;
      }
    }
    this.#number();
    return 'number';
  }

  /** Moves behind a string; whether it has escapes. */
  string(): boolean {
    const { bytes } = this;
    if (this.next() !== QUOTE) throw this.error('expected a string in double quotes');
    let escapes = false;
    for (let at = this.at + 1; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.at = at + 1;
        return escapes;
      }
      if (byte === BACKSLASH) {
        escapes = true;
        this.at = at++;
        if (bytes[at] === LOWER_U) at = this.#codeUnit(at);
        else if (!ESCAPED.includes(bytes[at] ?? 0)) throw this.error('expected an escape of JSON');
      } else if (byte < 32) {
        this.at = at;
        throw this.error('expected a closing quote before the end of the line');
      }
    }
    this.cutOff = true;
    throw this.error('expected a closing quote, got the end of the file');
  }

  /** Moves behind a list or record whose first byte is next. */
  nested(open: number, depth: number): void {
    const isRecord = open === OPEN_RECORD;
    const close = isRecord ? CLOSE_RECORD : CLOSE_LIST;
    this.at++;
    if (this.take(close)) return;
    do {
      if (isRecord) {
        this.string();
        if (!this.take(COLON)) throw this.error('expected a colon behind a name');
      }
      this.value(depth + 1);
    } while (this.take(COMMA));
    if (!this.take(close)) throw this.error(`expected a comma or "${String.fromCharCode(close)}"`);
  }

  #startsWith(word: string): boolean {
    for (let i = 1; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  #number(): void {
    const { bytes } = this;
    const start = this.at;
    if (bytes[this.at] === MINUS) this.at++;
    const first = this.at;
    const whole = this.#digits();
    let sound = whole === 1 || (whole > 1 && bytes[first] !== ZERO);
    if (sound && bytes[this.at] === POINT) {
      this.at++;
      sound = this.#digits() > 0;
    }
    if (sound && (bytes[this.at] === 101 || bytes[this.at] === 69)) {
      this.at++;
      if (bytes[this.at] === MINUS || bytes[this.at] === PLUS) this.at++;
      sound = this.#digits() > 0;
    }
    if (sound) return;
    this.at = start;
    throw this.error('expected a JSON value');
  }

  /** The last of the four digits behind `\u`. */
  #codeUnit(at: number): number {
    const digits = Buffer.from(this.bytes.subarray(at + 1, at + 5)).toString('latin1');
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw this.error('expected four hexadecimal digits behind \\u');
    return at + 4;
  }

  #digits(): number {
    const start = this.at;
    for (let byte = this.bytes[this.at]!; byte >= ZERO && byte <= NINE;) byte = this.bytes[++this.at]!;
    return this.at - start;
  }

  /** An error at the place where the cursor stands. */
  error(message: string, hint = 'see whether the file is whole, and is JSON'): FoldwiseError {
    const { bytes, at } = this;
    this.failed = true;
    const got =
      at >= bytes.length
        ? 'the end of the file'
        : JSON.stringify(Buffer.from(bytes.subarray(at, at + 12)).toString('latin1'));
    const record = this.record > 0 ? `, record ${this.record}` : '';
    return new FoldwiseError(message.includes(', got ') ? message : `${message}, got ${got}`, {
      code: 'data',
      where: `${this.file}, line ${lineAt(this.part, at)}${record}`,
      hint,
    });
  }
}
