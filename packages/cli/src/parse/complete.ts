import { listRuns, metricNames } from '@foldwise/experiments';
import { optionNames } from './check-args.ts';
import type { Command } from '../command.ts';
import { nameOf, positionsOf } from '../command.ts';
import { blendMethods } from '../facts/blend-methods.ts';
import { findCompetitions, homeOf } from '../competitions/find-competition.ts';
import type { Io } from '../io.ts';
import { openNamed } from '../competitions/open-named.ts';

/** What the last of these words (all that stand behind `foldwise`) may become; empty where only a file name would do. */
export async function complete(
  commands: readonly Command[],
  words: readonly string[],
  io: Io,
): Promise<readonly string[]> {
  const current = words.at(-1) ?? '';
  const command = commands.find((candidate) => nameOf(candidate) === words[0]);
  const found =
    words.length < 2 ? commands.map(nameOf) : command === undefined ? [] : await after(command, words, io);
  return found.filter((word) => word.startsWith(current));
}

async function after(command: Command, words: readonly string[], io: Io): Promise<readonly string[]> {
  const current = words.at(-1)!;
  const before = words.at(-2)!;
  if (current.startsWith('-')) return optionNames(command).map((name) => `--${name}`);
  const option = command.args[before.replace(/^--/, '')];
  const isValue = before.startsWith('--') && option !== undefined && option.type !== 'boolean';
  // An option of several values names runs.
  const namesRuns = isValue && option.array === true;
  if (isValue && !namesRuns) return valuesOf(before.slice(2));
  const typed = positionsTyped(command, words.slice(1, -1));
  const positions = positionsOf(command);
  const last = positions.at(-1);
  const repeats = last !== undefined && command.args[last]?.array === true;
  const position = namesRuns ? 'runs' : (positions[typed.length] ?? (repeats ? last : undefined));
  try {
    return await namesFor(position, typed[0], io);
  } catch {
    return [];
  }
}

function valuesOf(option: string): readonly string[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    metric: metricNames,
    // oxlint-disable-next-line unicorn/no-thenable -- the option is called --then; nobody awaits this object
    then: ['submit'],
    sort: ['score', 'id'],
    method: blendMethods,
  };
  return values[option] ?? [];
}

/** The words that are neither options nor their values. */
function positionsTyped(command: Command, words: readonly string[]): readonly string[] {
  return words.filter((word, i) => {
    if (word.startsWith('-')) return false;
    const before = words[i - 1];
    const option = before?.startsWith('--') === true ? command.args[before.slice(2)] : undefined;
    return option === undefined || option.type === 'boolean';
  });
}

async function namesFor(
  position: string | undefined,
  first: string | undefined,
  io: Io,
): Promise<readonly string[]> {
  if (position === 'competition') return findCompetitions(io.cwd).map(({ slug }) => slug);
  if (position === 'shell') return ['bash', 'zsh', 'fish'];
  if (position === 'lesson' || position === 'program') return lessonNames(first);
  if (first === undefined) return [];
  if (position === 'run' || position === 'runs') {
    const rows = await listRuns(homeOf(first, io.cwd));
    return ['best', ...rows.map(({ id }) => id)];
  }
  const open = await openNamed(first, io);
  if (position === 'sweep') return open.competition.sweeps.map(({ name }) => name);
  return position === 'model' ? Object.keys(open.competition.models) : [];
}

/** The lessons, or the programs of one. */
async function lessonNames(lesson: string | undefined): Promise<readonly string[]> {
  const { findLesson, lessons } = await import('@foldwise/lessons');
  return (lesson === undefined ? lessons : findLesson(lessons, lesson).programs).map(({ name }) => name);
}
