import { messageOf } from '@foldwise/core';
import type { Io } from './io.ts';
import { styleFor } from './render/style.ts';
import { UsageError } from './usage-error.ts';

/** What a shell is told. */
export const exitCodes = { success: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** Prints one line about what went wrong (with `debug` also where), and picks the exit code. */
export function reportError(error: unknown, io: Io, debug: boolean): number {
  const style = styleFor(io.err);
  if (isAbort(error, io)) {
    io.err.write(`${lineOn(error)}\n`);
    return exitCodes.interrupted;
  }
  io.err.write(`${style(['bold', 'red'], 'error')} ${lineOn(error)}\n`);
  if (debug && error instanceof Error) io.err.write(`${style('dim', traceOf(error))}\n`);
  return error instanceof UsageError ? exitCodes.usage : exitCodes.failure;
}

function isAbort(error: unknown, io: Io): boolean {
  if (!io.signal.aborted) return false;
  return error instanceof Error && (codeOf(error) === 'aborted' || error.name === 'AbortError');
}

/** Known by name: a competition may bring its own copy of @foldwise/core. */
function isExpected(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'FoldwiseError' || error instanceof UsageError);
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}

function lineOn(error: unknown): string {
  const message = oneLine(messageOf(error));
  if (isExpected(error)) return message;
  const name = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  return `unexpected: ${name}${message} — run again with --debug to see where`;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

function traceOf(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${traceOf(error.cause)}` : own;
}
