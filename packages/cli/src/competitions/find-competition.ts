import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { CompetitionHome } from '@foldwise/experiments';
import { packageCompetitions } from './package-competitions.ts';

/** A competition that the commands can be told. */
export interface FoundCompetition {
  readonly slug: string;
  /** File URL of its module. */
  readonly module: string;
  /** Where its runs lie. */
  readonly directory: string;
  readonly from: 'folder' | 'package';
}

/**
 * The competition of this name: `competitions/<name>/` here or in a folder above, the folder this is (also as `.`), else the
 * package `@foldwise/competition-<name>`.
 *
 * @throws FoldwiseError with "did you mean" where there is none, and where `data` is not a folder.
 */
export function homeOf(name: string, cwd: string, data?: string): CompetitionHome {
  const found = name === '.' ? enclosing(cwd) : findCompetitions(cwd).find(({ slug }) => slug === name);
  if (found === undefined) throw unknownCompetition(name, cwd);
  const { slug, module, directory } = found;
  return { slug, module, directory, dataDirectory: dataDirectory(cwd, data) ?? join(directory, 'data') };
}

/** Every competition that can be told from this folder, by name. */
export function findCompetitions(cwd: string): readonly FoundCompetition[] {
  const found = new Map<string, FoundCompetition>();
  const add = (competition: FoundCompetition | undefined) => {
    if (competition !== undefined && !found.has(competition.slug)) found.set(competition.slug, competition);
  };
  for (const folder of upwards(cwd)) {
    add(inFolder(folder));
    for (const name of namesIn(join(folder, 'competitions')))
      add(inFolder(join(folder, 'competitions', name)));
  }
  const home = competitionsFolder(cwd);
  for (const { slug, module } of packageCompetitions(createRequire(join(cwd, 'here.js')))) {
    add({ slug, module, directory: join(home, slug), from: 'package' });
  }
  return [...found.values()].toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** The `competitions/` that new ones and the runs of packaged ones go to: the nearest there is, else one in this folder. */
export function competitionsFolder(cwd: string): string {
  const root = upwards(cwd).find((folder) => existsSync(join(folder, 'competitions')));
  return join(root ?? cwd, 'competitions');
}

function enclosing(cwd: string): FoundCompetition | undefined {
  return upwards(cwd)
    .map(inFolder)
    .find((found) => found !== undefined);
}

function inFolder(directory: string): FoundCompetition | undefined {
  const file = ['competition.ts', 'competition.js', 'competition.mjs']
    .map((name) => join(directory, name))
    .find((path) => existsSync(path));
  if (file === undefined) return undefined;
  return { slug: basename(directory), module: pathToFileURL(file).href, directory, from: 'folder' };
}

/** This folder and those above it. */
function upwards(cwd: string): readonly string[] {
  const folders = [resolve(cwd)];
  for (let above = dirname(folders[0]!); above !== folders.at(-1); above = dirname(above))
    folders.push(above);
  return folders;
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder);
}

function dataDirectory(cwd: string, data: string | undefined): string | undefined {
  if (data === undefined) return undefined;
  const path = resolve(cwd, data);
  if (existsSync(path) && statSync(path).isDirectory()) return path;
  throw new FoldwiseError(`expected a folder, got "${data}"`, {
    code: 'input',
    where: '--data',
    hint: existsSync(path) ? 'name the folder that the files lie in' : `there is nothing at ${path}`,
  });
}

function unknownCompetition(name: string, cwd: string): FoldwiseError {
  const known = findCompetitions(cwd).map(({ slug }) => slug);
  const make = `make one with foldwise new ${name === '.' ? '<name>' : name} --from <folder>`;
  return new FoldwiseError(
    name === '.' ? `expected a competition.ts in ${cwd} or above` : `expected a competition, got "${name}"`,
    { code: 'input', hint: name === '.' ? make : `${didYouMean(name, known)} or ${make}` },
  );
}
