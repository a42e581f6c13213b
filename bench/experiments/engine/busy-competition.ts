import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompetitionHome } from '@foldwise/experiments';

/** What a fold does for half a second: work through so many steps, whatever the clock says, or sleep, whatever else the machine does. */
const fits = {
  computing: `let sum = p.shift;
    for (let i = 0; i < 300_000_000; i++) sum = sum * 0.999999 + 1e-9 * i;
    if (sum === 1) throw new Error('never');`,
  sleeping: `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);`,
};

const module = (fit: keyof typeof fits): string => `
import { rmse } from '${import.meta.resolve('@foldwise/core')}';
import { defineSchema, id, impute, kaggleFolder, kFold, number, numeric, onColumns, pipeline, target } from '${import.meta.resolve('@foldwise/data')}';
import { constant, defineCompetition, defineSweep, float, regression } from '${import.meta.resolve('@foldwise/experiments')}';

/** Takes its time, and then guesses the mean. */
const busy = (p) => ({
  ...constant(),
  spec: { kind: 'busy', ...p },
  async fit(train, context) {
    ${fits[fit]}
    return constant().fit(train, context);
  },
});

export default defineCompetition({
  name: 'busy',
  schema: defineSchema({ id: id(), x: number(), y: target() }),
  source: kaggleFolder(),
  task: regression(),
  metric: rmse(),
  splitter: kFold({ folds: 2 }),
  features: pipeline(onColumns(numeric(), impute('median'))),
  models: { constant: constant() },
  sweeps: [defineSweep({ name: 'busy', space: { shift: float(0, 1) }, model: (p) => busy(p) })],
});
`;

function rows(count: number, withTarget: boolean): string {
  return Array.from(
    { length: count },
    (_, i) => `${i},${(i * 7) % 11}${withTarget ? `,${(i * 3) % 5}` : ''}`,
  ).join('\n');
}

/** A competition whose trials of two folds compute, or sleep, for about a second and do nothing else. */
export function busyCompetition(directory: string, fit: keyof typeof fits = 'computing'): CompetitionHome {
  const dataDirectory = join(directory, 'data');
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(join(dataDirectory, 'train.csv'), `id,x,y\n${rows(40, true)}\n`);
  writeFileSync(join(dataDirectory, 'test.csv'), `id,x\n${rows(10, false)}\n`);
  writeFileSync(
    join(dataDirectory, 'sample_submission.csv'),
    `id,y\n${rows(10, false).replaceAll(/,\d+/g, ',0')}\n`,
  );
  writeFileSync(join(directory, 'competition.ts'), module(fit));
  return {
    slug: 'busy',
    module: pathToFileURL(join(directory, 'competition.ts')).href,
    directory,
    dataDirectory,
  };
}
