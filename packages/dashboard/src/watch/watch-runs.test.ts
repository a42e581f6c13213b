import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeMadeUpStudy } from '../../test/made-up-study.ts';
import { penguinHome } from '../../test/penguin-runs.ts';
import { followCompetition } from '../facts/followed-competition.ts';
import { watchRuns } from './watch-runs.ts';

function followed() {
  const { home, remove } = penguinHome();
  onTestFinished(remove);
  return followCompetition(home);
}

test('tells of journals that come, change and go, by looking alone', { timeout: 60_000 }, async () => {
  const competition = followed();
  const { directory } = competition.home;
  const versions: string[] = [];
  // There is no folder to watch at first, and settling takes longer than the test: looking finds it.
  const stop = watchRuns(
    () => [competition],
    (slug, version) => versions.push(`${slug} ${version}`),
    {
      pollMilliseconds: 20,
      settleMilliseconds: 1e6,
    },
  );
  onTestFinished(stop);
  const study = writeMadeUpStudy(directory, { trials: 1 });
  await vi.waitFor(() => expect(versions.length).toBeGreaterThan(0), 20_000);
  const before = versions.length;
  rmSync(join(directory, 'runs', study), { recursive: true });
  await vi.waitFor(() => expect(versions.length).toBeGreaterThan(before), 20_000);
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions.every((version) => version.startsWith('penguins '))).toBe(true);
});

test('tells of a change by watching, long before it would look', { timeout: 60_000 }, async () => {
  const competition = followed();
  writeMadeUpStudy(competition.home.directory, { trials: 1 });
  const onChange = vi.fn<(slug: string, version: string) => void>();
  onTestFinished(watchRuns(() => [competition], onChange, { pollMilliseconds: 1e6, settleMilliseconds: 10 }));
  writeMadeUpStudy(competition.home.directory, { trials: 1, hash: '99999999' });
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), 20_000);
});
