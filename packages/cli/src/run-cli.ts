import { didYouMean } from '@foldwise/core';
import type { Chosen } from './parse/build-parser.ts';
import { buildParser } from './parse/build-parser.ts';
import { checkArgs, usageErrorFrom } from './parse/check-args.ts';
import type { Command } from './command.ts';
import { nameOf } from './command.ts';
import { complete } from './parse/complete.ts';
import { commands } from './commands/index.ts';
import type { Io } from './io.ts';
import { exitCodes, reportError } from './report-error.ts';
import { UsageError } from './usage-error.ts';
import { ownManifest } from './manifest.ts';

/**
 * The whole command line: parses `argv`, runs its command, prints what went wrong, and returns the exit code (0 done, 1 failed,
 * 2 not a command line, 130 interrupted). Nothing else in the package prints errors or picks exit codes.
 *
 * @example
 * process.exitCode = await runCli(['list'], processIo(new AbortController().signal));
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    if (argv[0] === '__complete') return await printCompletions(argv.slice(1), io);
    const chosen = parse(argv, io);
    if (chosen === undefined) return exitCodes.success;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-assertion -- parsed by the definitions that type them
    await chosen.command.run(chosen.args as never, io);
    return io.signal.aborted ? exitCodes.interrupted : exitCodes.success;
  } catch (error) {
    return reportError(error, io, argv.includes('--debug'));
  }
}

/** What the shell asks while somebody types. */
async function printCompletions(words: readonly string[], io: Io): Promise<number> {
  for (const word of await complete(commands, words, io)) io.out.write(`${word}\n`);
  return exitCodes.success;
}

/** The command and its arguments; `undefined` where help or the version was asked for and has been printed. */
function parse(argv: readonly string[], io: Io): Chosen | undefined {
  const named = commandNamed(argv);
  let chosen: Chosen | undefined;
  let shown = '';
  const parser = buildParser({
    commands,
    version: ownManifest().version ?? '0.0.0',
    io,
    choose: (typed) => (chosen = typed),
  });
  try {
    const words = argv.length === 0 ? ['--help'] : [...argv];
    void parser.parse(words, {}, (_error, _args, text) => {
      shown = text;
    });
  } catch (error) {
    throw usageErrorFrom(error, named);
  }
  if (shown !== '') io.out.write(`${shown.trimEnd()}\n`);
  else if (chosen === undefined) throw noCommand(argv);
  else checkArgs(chosen.command, chosen.args);
  return shown === '' ? chosen : undefined;
}

/** Options alone: one that there is not is named. */
function noCommand(argv: readonly string[]): UsageError {
  const options = ['--help', '--version', '--debug'];
  const unknown = argv.find((arg) => arg.startsWith('-') && !options.includes(arg));
  if (unknown === undefined) return new UsageError('expected a command, got none', 'see foldwise --help');
  const guess = didYouMean(unknown, options);
  return new UsageError(
    `expected a command, got the unknown option "${unknown}"`,
    guess.startsWith('did') ? guess : 'see foldwise --help',
  );
}

/** The command that the first word names. */
function commandNamed(argv: readonly string[]): Command | undefined {
  const word = argv.find((arg) => !arg.startsWith('-'));
  if (word === undefined) return undefined;
  const found = commands.find((command) => nameOf(command) === word);
  if (found !== undefined) return found;
  const names = commands.map(nameOf);
  throw new UsageError(`unknown command "${word}"`, `${didYouMean(word, names)} (foldwise --help)`);
}
