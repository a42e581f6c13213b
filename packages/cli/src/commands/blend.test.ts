import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());

async function idsOf(): Promise<readonly string[]> {
  const { out } = await foldwise(['runs', 'flowers', '--json'], { cwd });
  return JSON.parse(out).map(({ id }: { readonly id: string }) => id);
}

describe('blend', () => {
  test('says what to do where there is nothing to blend', async () => {
    await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
    const { code, err } = await foldwise(['blend', 'flowers'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('expected two runs or more to blend, got none — make some: foldwise sweep flowers');
  });

  test(
    'makes a run of those of a sweep, and prints the honest score beside the raw one',
    { timeout: 60_000 },
    async () => {
      await foldwise(['sweep', 'flowers', '--trials', '4', '--workers', '1'], { cwd });
      const { code, out, err } = await foldwise(['blend', 'flowers'], { cwd });
      expect([code, err]).toEqual([0, '60 rows to train on, 20 rows to predict, 5 folds\n']);
      expect(out).toContain('flowers · blend · accuracy, higher is better');
      expect(out).toMatch(/^score +nested +raw$/m);
      expect(out).toMatch(/^blend +0\.\d+ +0\.\d+$/m);
      expect(out).toMatch(/^best run, mlp-[0-9a-f]{8}\/\d +0\.\d+ +0\.\d+$/m);
      expect(out).toMatch(/^arithmeticMean( \*)? +0\.\d+$/m);
      expect(out).toMatch(/^ {2}then decisionThreshold( \*)? +0\.\d+$/m);
      expect(out).toMatch(/^mlp-[0-9a-f]{8}\/\d +-?\d\.\d{4}$/m);
      expect(out).toMatch(/nested accuracy 0\.\d+ \(folds .*; run blend-[0-9a-f]{8}\/0\)/);
      const again = await foldwise(['blend', 'flowers'], { cwd });
      expect(again.out).toBe(out);
      expect(again.err).toContain('this blend was made before: here it is\n');
    },
  );

  test('is taken by runs, show, compare and submit like any run', async () => {
    const blended = (await idsOf()).find((id) => id.startsWith('blend-'))!;
    const listed = await foldwise(['runs', 'flowers'], { cwd });
    expect(listed.out).toMatch(new RegExp(`${blended} +blend +0\\.`));
    const shown = await foldwise(['show', 'flowers', blended], { cwd });
    expect(shown.out).toMatch(/^member +weight$/m);
    expect(shown.out).not.toContain('learning curve');
    const other = (await idsOf()).find((id) => id.startsWith('mlp-'))!;
    const compared = await foldwise(['compare', 'flowers', blended, other], { cwd });
    expect(compared.out).toMatch(/over 5 folds/);
    const submitted = await foldwise(['submit', 'flowers', blended, '--json'], { cwd });
    expect(JSON.parse(submitted.out)).toMatchObject({ run: blended, rows: 20 });
    const refitted = await foldwise(['submit', 'flowers', blended, '--refit'], { cwd });
    expect(refitted.err).toMatch(/expected a run of one model, got a blend of several — submit it as it is/);
    const plotted = await foldwise(['plot', 'flowers', blended], { cwd });
    expect(plotted.err).toMatch(/expected a run that was trained by epochs, got blend-/);
  });

  test('takes a method, runs by name, and prints JSON', async () => {
    const [first, second] = (await idsOf()).filter((id) => id.startsWith('mlp-'));
    const command = ['blend', 'flowers', '--method', 'mean', '--raw', '--json', '--from', first!, second!];
    const { code, out } = await foldwise(command, { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'blend',
      params: { method: 'arithmeticMean', members: 2 },
      blend: {
        considered: 2,
        post: null,
        members: expect.arrayContaining([
          { run: first, predictions: expect.any(String), weight: 0.5 },
          { run: second, predictions: expect.any(String), weight: 0.5 },
        ]),
        single: { run: expect.any(String), raw: expect.any(Number), nested: expect.any(Number) },
      },
    });
    const bad = await foldwise(['blend', 'flowers', '--from', first!, 'nothing'], { cwd });
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('expected a run, got "nothing"')]);
  });

  test.each([
    [['--method', 'caruna'], 'blend: --method: expected a method, got "caruna" — did you mean "caruana"?'],
    [['--method', 'logisticStacking', '--seed', 'x'], '--seed: expected a whole number'],
    [['--top', '0'], '--top: expected a whole number of at least 1, got "0"'],
  ])('%s is no command line', async (words, message) => {
    const { code, err } = await foldwise(['blend', 'flowers', ...words], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test('completes methods and runs', async () => {
    const complete = async (...words: readonly string[]) =>
      (await foldwise(['__complete', 'blend', 'flowers', ...words], { cwd })).out.split('\n');
    expect(await complete('--method', 'ca')).toEqual(['caruana', '']);
    expect((await complete('--from', 'mlp-')).length).toBeGreaterThan(4);
  });
});
