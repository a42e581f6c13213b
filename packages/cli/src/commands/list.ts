import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineCommand } from '../command.ts';
import { findCompetitions } from '../competitions/find-competition.ts';
import type { Io } from '../io.ts';
import { shared } from '../options.ts';
import { printJson } from '../render/json.ts';
import { styleFor } from '../render/style.ts';
import { renderTable } from '../render/table.ts';

/** The folders with a `competition.ts` and the packages that can be told from here. */
export const list = defineCommand({
  words: 'list',
  summary: 'Name the competitions found here',
  args: { json: shared.json },
  examples: [['foldwise list', 'what can be swept here']],
  async run({ json }, io) {
    const found = findCompetitions(io.cwd).map((competition) => ({
      name: competition.slug,
      from: competition.from,
      directory: competition.directory,
      runs: existsSync(join(competition.directory, 'runs')),
    }));
    if (json === true) printJson(io, found);
    else io.out.write(listText(found, io));
  },
});

interface Listed {
  readonly name: string;
  readonly from: string;
  readonly directory: string;
  readonly runs: boolean;
}

function listText(found: readonly Listed[], io: Io): string {
  const columns = [{ title: 'competition' }, { title: 'from' }, { title: 'folder' }, { title: 'runs' }];
  const cells = found.map(({ name, from, directory, runs }) => [
    name,
    from,
    relative(io.cwd, directory) || '.',
    runs ? 'yes' : '–',
  ]);
  const style = styleFor(io.out);
  const dress = (line: string, row: number) => (row < 0 ? style('dim', line) : line);
  return renderTable(columns, cells, { width: io.out.columns, dress });
}
