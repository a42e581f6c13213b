import type { InferredOptionTypes, Options } from 'yargs';
import type { Io } from './io.ts';

/** Arguments by name: those that the command's words put in brackets are positions, the others are `--options`. */
export type ArgDefinitions = Readonly<Record<string, Options>>;

/** One command of the command line: it parses, calls `@foldwise/experiments`, and renders. */
export interface Command<A extends ArgDefinitions = ArgDefinitions> {
  /** What is typed: `sweep <competition> [sweep]`. */
  readonly words: string;
  readonly summary: string;
  readonly args: A;
  /** Command line and what it does, shown by `--help`. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** A method, not a property: its bivariance lets commands of different arguments stand in one array. */
  run(args: InferredOptionTypes<A>, io: Io): Promise<void>;
}

/**
 * A command whose `run` gets its arguments typed by their definitions.
 *
 * @example
 * export const list = defineCommand({
 *   words: 'list',
 *   summary: 'The competitions found here',
 *   args: { json: { type: 'boolean', describe: 'Print JSON' } },
 *   examples: [['foldwise list', 'what there is']],
 *   async run({ json }, io) { io.out.write(json ? '[]\n' : 'none\n'); },
 * });
 */
export function defineCommand<const A extends ArgDefinitions>(command: Command<A>): Command<A> {
  return Object.freeze(command);
}

/** The first word: the command's name. */
export function nameOf(command: Command): string {
  return command.words.split(' ')[0]!;
}

/** The whole command line: words, and the options that must be there. */
export function usageOf(command: Command): string {
  const positions = positionsOf(command);
  const needed = Object.entries(command.args).filter(
    ([name, { demandOption }]) => demandOption === true && !positions.includes(name),
  );
  return ['foldwise', command.words, ...needed.map(([name]) => `--${name} <${name}>`)].join(' ');
}

/** The names of the positions, in their order. */
export function positionsOf(command: Command): readonly string[] {
  return [...command.words.matchAll(/[<[](\w+)(?:\.\.)?[\]>]/g)].map((match) => match[1]!);
}
