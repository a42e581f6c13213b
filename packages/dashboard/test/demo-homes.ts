import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompetitionHome } from '@foldwise/experiments';
import { writeMadeUpStudy } from './made-up-study.ts';
import { penguinRuns } from './penguin-runs.ts';

/** Competitions in every state that a page shows. */
export interface DemoHomes {
  readonly homes: readonly CompetitionHome[];
  readonly penguins: CompetitionHome;
  /** The swept study of the penguins. */
  readonly sweep: string;
  readonly madeUp: CompetitionHome;
  readonly remove: () => void;
}

/**
 * Real runs of the embedded penguins, and made-up journals for what takes long or a leaderboard: pruned, failed and running trials, other folds,
 * public scores, a damaged line.
 */
export async function demoHomes(trials: number): Promise<DemoHomes> {
  const real = await penguinRuns(trials);
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-dashboard-'));
  const home = (slug: string): CompetitionHome => {
    const folder = join(directory, slug);
    mkdirSync(folder);
    return { slug, module: 'file:///nowhere.js', directory: folder, dataDirectory: join(folder, 'data') };
  };
  const madeUp = home('made-up');
  writeMadeUpStudy(madeUp.directory, {
    trials: 60,
    running: 2,
    // Its last trials run still.
    begin: Date.now() - 700_000,
    publicScores: { 0: 0.305, 1: 0.262, 2: 0.336, 3: 0.311, 4: 0.27, 6: 0.355, 8: 0.29 },
  });
  writeMadeUpStudy(madeUp.directory, {
    trials: 5,
    hash: '11111111',
    foldsHash: 'a'.repeat(64),
    seed: 1,
    begin: Date.now() - 86_400_000,
  });
  const broken = home('broken');
  const study = writeMadeUpStudy(broken.directory, { trials: 3 });
  appendFileSync(join(broken.directory, 'runs', study, 'journal.jsonl'), '{"sum":"0","seq":99,"event":{}}\n');
  mkdirSync(join(broken.directory, 'runs', 'mlp-99999999'));
  writeFileSync(
    join(broken.directory, 'runs', 'mlp-99999999', 'journal.jsonl'),
    '<script>alert(1)</script>\n',
  );
  const { home: penguins, sweep } = real;
  return {
    homes: [penguins, madeUp, broken, home('empty')],
    penguins,
    sweep,
    madeUp,
    remove() {
      real.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
