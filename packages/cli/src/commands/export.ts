import { resolve } from 'node:path';
import type { WrittenMlruns } from '@foldwise/experiments';
import { exportRun, listRuns, recordRunFile, writeMlruns } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { findCompetitions, homeOf } from '../competitions/find-competition.ts';
import { mirrorStudyOf } from '../mirror/mirrored.ts';
import { openNamed } from '../competitions/open-named.ts';
import type { Io } from '../io.ts';
import { shared, wholeNumber } from '../options.ts';
import { count } from '../render/number.ts';
import { withProgress } from '../render/with-progress.ts';
import { UsageError } from '../usage-error.ts';
import { writeFile } from '../write-file.ts';

/** What stands in a competition's place where all runs are wanted. */
const store = 'mlruns';

/** The network of a run, or all runs, for other programs. */
export const exportNetwork = defineCommand({
  words: 'export <competition> [run]',
  summary: 'Write the network of a run as an ONNX file, or all runs as mlruns/',
  args: {
    competition: {
      ...shared.competition,
      describe: 'Name of the competition, or mlruns: the runs of all, or of the one named after it',
    },
    run: { type: 'string', describe: 'Which run: best (the default), or its id (see foldwise runs)' },
    onnx: { type: 'string', describe: 'The ONNX file to write' },
    fold: {
      type: 'string',
      describe: 'The network of which fold, from 1 (default 1)',
      coerce: wholeNumber('fold', 1),
    },
    out: { type: 'string', describe: 'With mlruns: the folder to write (default mlruns)' },
    mlflow: shared.mlflow,
    data: shared.data,
  },
  examples: [
    ['foldwise export titanic --onnx titanic.onnx', 'the best run, its first fold'],
    ['foldwise export titanic mlp-1f3a5c7e/4 --fold 3 --onnx fold-3.onnx', 'the third fold of this one'],
    ['foldwise export mlruns', 'all runs, for mlflow ui without a server'],
    ['foldwise export mlruns titanic --out /tmp/mlruns', 'those of one competition'],
  ],
  async run({ competition, run, onnx, fold, out, mlflow, data }, io) {
    if (competition === store) {
      const network = { '--onnx': onnx, '--fold': fold, '--mlflow': mlflow };
      const other = Object.entries(network).find(([, value]) => value !== undefined)?.[0];
      if (other !== undefined) throw unexpected(other, 'that writes one network: name its competition');
      await exportStore(run, out ?? store, io);
      return;
    }
    if (out !== undefined) throw unexpected('--out', 'it goes with foldwise export mlruns');
    if (onnx === undefined) {
      throw new UsageError(
        'export: expected --onnx, got none',
        `foldwise export ${competition} --onnx ${competition}.onnx, or foldwise export mlruns ${competition}`,
      );
    }
    const open = await openNamed(competition, io, data);
    const made = await exportRun(open, run ?? 'best', { fold: (fold ?? 1) - 1 });
    writeFile(onnx, made.onnx, io);
    await recordRunFile(open.home, made.run, 'onnx', resolve(io.cwd, onnx));
    io.out.write(
      `wrote ${onnx}: run ${made.run}, fold ${made.fold + 1}, from ${made.features.length} features to raw outputs\n`,
    );
    await mirrorStudyOf(open.home, made.run.slice(0, made.run.lastIndexOf('/')), mlflow, io);
  },
});

function unexpected(option: string, hint: string): UsageError {
  return new UsageError(`export: expected no ${option} here, got one`, hint);
}

/** Writes the runs of one competition, or of all that have some. */
async function exportStore(competition: string | undefined, folder: string, io: Io): Promise<void> {
  const names = competition === undefined ? findCompetitions(io.cwd).map(({ slug }) => slug) : [competition];
  const written: WrittenMlruns[] = [];
  await withProgress(io, 'export mlruns', async (onProgress) => {
    for (const name of names) {
      const home = homeOf(name, io.cwd);
      // A competition without runs leaves no experiment.
      if ((await listRuns(home)).length === 0) continue;
      written.push(
        writeMlruns(home, resolve(io.cwd, folder), (message) => onProgress({ type: 'note', message })),
      );
    }
  });
  const trials = written.reduce((sum, one) => sum + one.trials, 0);
  if (trials === 0) {
    io.out.write('there are no runs yet, so nothing was written\n');
    return;
  }
  io.out.write(
    `wrote ${folder}: ${count(trials, 'trial')} of ${count(written.length, 'competition')}\n` +
      `see it: MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri ${folder}   (MLflow 3.13 and later ask for that variable)\n`,
  );
}
