import { didYouMean } from '@foldwise/core';
import type { Command } from '../command.ts';
import { nameOf, positionsOf, usageOf } from '../command.ts';
import { UsageError } from '../usage-error.ts';

type Parsed = Readonly<Record<string, unknown>>;

const everywhere = ['debug', 'help', 'version'];

/** The options that may be typed after a command, without their dashes. */
export function optionNames(command: Command): readonly string[] {
  const positions = positionsOf(command);
  return [...Object.keys(command.args).filter((name) => !positions.includes(name)), ...everywhere];
}

/** Refuses options that the command does not have, options given twice, and more words than it takes. */
export function checkArgs(command: Command, args: Parsed): void {
  const known = new Set([...optionNames(command), ...positionsOf(command), '_', '$0', 'h']);
  const name = nameOf(command);
  for (const [option, value] of Object.entries(args)) {
    if (!known.has(option)) throw unknownOption(name, option, optionNames(command));
    const takesMany = command.args[option]?.array === true || option === '_';
    if (Array.isArray(value) && !takesMany) {
      throw new UsageError(`${name}: --${option}: expected a value, got it ${value.length} times`);
    }
  }
  const extra = words(args).slice(1);
  if (extra.length > 0) {
    throw new UsageError(`${name}: unexpected "${extra.join(' ')}"`, `usage: ${usageOf(command)}`);
  }
}

function words(args: Parsed): readonly unknown[] {
  return Array.isArray(args['_']) ? args['_'] : [];
}

function unknownOption(name: string, option: string, known: readonly string[]): UsageError {
  const dashes = option.length === 1 ? '-' : '--';
  const guess = didYouMean(
    `--${option}`,
    known.map((k) => `--${k}`),
  );
  const hint = guess.startsWith('did') ? guess : `see foldwise ${name} --help`;
  return new UsageError(`${name}: unknown option "${dashes}${option}"`, hint);
}

/** What yargs says about a command line, as foldwise says it. */
export function usageErrorFrom(error: unknown, command: Command | undefined): unknown {
  if (error instanceof UsageError || !(error instanceof Error)) return error;
  const message = error.message.trim();
  const hint = command === undefined ? 'see foldwise --help' : `usage: ${usageOf(command)}`;
  const prefix = command === undefined ? '' : `${nameOf(command)}: `;
  if (message.startsWith('Not enough non-option arguments')) {
    return new UsageError(`${prefix}${missingPositions(message, command)}`, hint);
  }
  const lacking = /^Missing required arguments?: (.*)/.exec(message)?.[1];
  if (lacking !== undefined) {
    const options = lacking.split(', ').map((name) => `--${name}`);
    return new UsageError(`${prefix}expected ${options.join(' and ')}, got nothing`, hint);
  }
  const choice = /Argument: (\S+), Given: (".*?"), Choices: (.*)/.exec(message);
  if (choice !== null) {
    return new UsageError(`${prefix}--${choice[1]}: expected ${choice[3]}, got ${choice[2]}`);
  }
  return new UsageError(`${prefix}${message.replaceAll(/\s*\n\s*/g, ' ')}`);
}

function missingPositions(message: string, command: Command | undefined): string {
  const given = Number(/got (\d+)/.exec(message)?.[1] ?? 0);
  const needed = [...(command?.words ?? '').matchAll(/<[^>]+>/g)].map((match) => match[0]);
  return `expected ${needed.slice(given).join(' and ')}, got nothing`;
}
