import type { CompetitionHome } from '@foldwise/experiments';
import { syncRuns } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { findCompetitions, homeOf } from '../competitions/find-competition.ts';
import type { Io } from '../io.ts';
import { shared } from '../options.ts';
import { printJson } from '../render/json.ts';
import { count } from '../render/number.ts';
import { renderTable } from '../render/table.ts';
import { withProgress } from '../render/with-progress.ts';

type Synced = Awaited<ReturnType<typeof syncRuns>>[number] & { readonly competition: string };

/** Sends what a tracking server has not got of the runs there are. */
export const sync = defineCommand({
  words: 'sync [competition]',
  summary: 'Send runs to an MLflow server that it has not got',
  args: {
    competition: { type: 'string', describe: 'Name of the competition (default: all there are here)' },
    mlflow: {
      type: 'string',
      describe: 'The server (default: MLFLOW_TRACKING_URI, else those that were mirrored to before)',
    },
    json: shared.json,
  },
  examples: [
    ['foldwise sync titanic', 'to the servers that its sweeps were mirrored to'],
    ['foldwise sync titanic --mlflow http://127.0.0.1:5000', 'to this one'],
    ['foldwise sync', 'the runs of all competitions'],
  ],
  async run({ competition, mlflow, json }, io) {
    const server = mlflow ?? fromEnvironment(io);
    const homes =
      competition === undefined
        ? findCompetitions(io.cwd).map(({ slug }) => homeOf(slug, io.cwd))
        : [homeOf(competition, io.cwd)];
    const synced = await withProgress(io, 'sync', (onProgress) =>
      syncAll(homes, server, io, (message) => onProgress({ type: 'note', message })),
    );
    if (json === true) printJson(io, synced);
    else io.out.write(syncText(synced, server, io));
  },
});

/** An address in the environment that is none of a server's is meant for other programs. */
function fromEnvironment(io: Io): string | undefined {
  const uri = io.env['MLFLOW_TRACKING_URI'] ?? '';
  return /^https?:/i.test(uri) ? uri : undefined;
}

async function syncAll(
  homes: readonly CompetitionHome[],
  server: string | undefined,
  io: Io,
  onNote: (message: string) => void,
): Promise<readonly Synced[]> {
  const all: Synced[] = [];
  for (const home of homes) {
    const options = {
      ...(server !== undefined && { server }),
      environment: io.env,
      signal: io.signal,
      onNote,
    };
    const synced = await syncRuns(home, options);
    all.push(...synced.map((one) => ({ competition: home.slug, ...one })));
  }
  return all;
}

function syncText(synced: readonly Synced[], server: string | undefined, io: Io): string {
  if (synced.length === 0) {
    return server === undefined
      ? 'nothing was mirrored yet: name a server by --mlflow http://…, or set MLFLOW_TRACKING_URI\n'
      : 'there are no runs yet\n';
  }
  const columns = [
    { title: 'competition' },
    { title: 'study', whole: true },
    { title: 'sent', whole: true },
    { title: 'server' },
  ];
  const cells = synced.map(({ competition, study, trials, server: address }) => [
    competition,
    study,
    trials === 0 ? 'up to date' : count(trials, 'trial'),
    address,
  ]);
  return renderTable(columns, cells, { width: io.out.columns });
}
