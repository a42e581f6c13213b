import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  blendRuns,
  type CompetitionHome,
  openCompetition,
  runModel,
  runSweep,
  submit,
} from '@foldwise/experiments';

/** Competitions with runs of every kind, none of them made up. */
export interface RealHomes {
  readonly homes: readonly CompetitionHome[];
  readonly penguins: CompetitionHome;
  readonly diamonds: CompetitionHome;
  /** The penguins, searched for small networks as well. */
  readonly small: CompetitionHome;
  /** The studies of the sweeps, by competition, and that of the penguins' blend. */
  readonly studies: Readonly<Record<'penguins' | 'diamonds' | 'small' | 'blend', string>>;
  readonly remove: () => void;
}

/** Sweeps of the penguins and the diamonds by two workers, a search for several objectives, a blend, submissions. Takes about a minute. */
export async function realHomes(): Promise<RealHomes> {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-real-'));
  const home = (slug: string, module: string): CompetitionHome => ({
    slug,
    module,
    directory: join(directory, slug),
    dataDirectory: join(directory, slug, 'data'),
  });
  const penguins = home('penguins', import.meta.resolve('@foldwise/competition-penguins'));
  const diamonds = home('diamonds', import.meta.resolve('@foldwise/competition-diamonds'));
  const small = home('small-penguins', new URL('penguins-by-size.ts', import.meta.url).href);
  const [a, b, c] = await Promise.all([penguins, diamonds, small].map((one) => openCompetition(one)));
  const swept = await runSweep(a!, { trials: 16, workers: 2 });
  await runModel(a!, { workers: 2 });
  const blended = await blendRuns(a!);
  await submit(a!, 'best');
  await submit(a!, swept.rows[0]!.id);
  const priced = await runSweep(b!, { trials: 3, workers: 2 });
  await submit(b!, 'best');
  const smaller = await runSweep(c!, { workers: 2 });
  return {
    homes: [penguins, diamonds, small],
    penguins,
    diamonds,
    small,
    studies: { penguins: swept.study, diamonds: priced.study, small: smaller.study, blend: blended.study },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
