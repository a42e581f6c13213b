import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '../journal/canonical-json.ts';
import { rng } from '@foldwise/core';
import { cellAt, parseCsv } from '@foldwise/data';
import type { CompetitionData, Source, Table } from '@foldwise/data';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Competition } from '../competition/define-competition.ts';
import type { OpenCompetition } from '../run/options.ts';
import { prepareData } from '../run/prepare-data.ts';
import { runModel, runSweep } from '../run/run-sweep.ts';
import { submit } from '../submit/submit.ts';

/** What a competition is tried on. */
export interface DescribeCompetitionOptions {
  /** The folder with a handful of made-up rows, in the form of the competition's own files; not needed where its data is embedded. */
  readonly fixtures?: string | URL;
  /**
   * The folder with the competition's own files, where they are on this machine: they are read and prepared too; skipped, and said so, where
   * there is no such folder. Not given: only the fixtures.
   */
  readonly files?: string | URL;
  /** At most so many training rows are used, and half as many test rows; default 300. */
  readonly rows?: number;
  /** Milliseconds that a model may take; default 60,000. */
  readonly timeout?: number;
}

const first = (table: Table, rows: number) =>
  table.take(Uint32Array.from({ length: Math.min(rows, table.length) }, (_, row) => row));

/** The rows of a table whose id is among these. */
function withIds(table: Table, id: string, ids: ReadonlySet<unknown>): Table {
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  return table.take(rows.filter((row) => ids.has(cellAt(table.column(id), row))));
}

function cut(
  { train, test, sample, solution, files }: CompetitionData,
  id: string,
  rows: number,
): CompetitionData {
  const few = first(test, Math.ceil(rows / 2));
  const ids = new Set(Array.from({ length: few.length }, (_, row) => cellAt(few.column(id), row)));
  const known = solution && { solution: withIds(solution, id, ids) };
  return { train: first(train, rows), test: few, sample: withIds(sample, id, ids), files, ...known };
}

/** The same source with its first rows only: an embedded file of tens of thousands would make a slow test. */
function firstRows(source: Source, id: string | undefined, rows: number): Source {
  if (id === undefined) return source;
  return {
    spec: source.spec,
    load: async (schema, directory) => cut(await source.load(schema, directory), id, rows),
  };
}

const pathOf = (place: string | URL) => (place instanceof URL ? fileURLToPath(place) : place);

function temporary({ name }: Competition): string {
  const directory = mkdtempSync(join(tmpdir(), `foldwise-${name}-`));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function opened(
  competition: Competition,
  { fixtures, rows = 300 }: DescribeCompetitionOptions,
): OpenCompetition {
  const directory = temporary(competition);
  const dataDirectory = fixtures === undefined ? directory : pathOf(fixtures);
  const id = Object.keys(competition.schema).find((name) => competition.schema[name]!.kind === 'id');
  // Folds train in this thread, so the module is never imported again.
  const home = { slug: competition.name, module: '', directory, dataDirectory };
  return { home, competition: { ...competition, source: firstRows(competition.source, id, rows) } };
}

/**
 * The examination that every competition passes, on a handful of rows: its data is sound, every model is cross-validated to a score and
 * gives a valid submission, and every sweep makes a trial that runs.
 *
 * @example
 * describeCompetition(competition, { fixtures: new URL('./fixtures/', import.meta.url) });
 */
export function describeCompetition(
  competition: Competition,
  options: DescribeCompetitionOptions = {},
): void {
  const { timeout = 60_000 } = options;
  describe(`the competition ${competition.name}`, { timeout }, () => {
    it('is described by plain data', () => {
      expect(JSON.parse(canonicalJson(competition.spec))).toEqual(
        JSON.parse(JSON.stringify(competition.spec)),
      );
    });

    it('loads, and is cut into folds', async () => {
      const { folds, train } = await prepareData(opened(competition, options));
      expect(folds.length).toBeGreaterThan(0);
      expect(train.length).toBeGreaterThan(0);
    });

    for (const dataDirectory of options.files === undefined ? [] : [pathOf(options.files)]) {
      const isThere = existsSync(dataDirectory);
      it.skipIf(!isThere)(
        `reads its own files${isThere ? '' : ` (skipped: no ${dataDirectory})`}`,
        { timeout: 10 * timeout },
        async () => {
          const home = {
            slug: competition.name,
            module: '',
            directory: temporary(competition),
            dataDirectory,
          };
          const { test, layout, folds } = await prepareData({ home, competition });
          expect(layout.rows.length).toBe(test.length);
          for (const { train, validation } of folds)
            expect(Math.min(train.length, validation.length)).toBeGreaterThan(0);
        },
      );
    }

    it.each(Object.keys(competition.models))(
      'cross-validates the model %s and writes a valid submission',
      async (model) => {
        const open = opened(competition, options);
        const { rows } = await runModel(open, { model, workers: 0 });
        expect(rows[0]!.reason).toBeUndefined();
        expect(rows[0]).toMatchObject({ state: 'complete', score: expect.any(Number) });
        await checkSubmission(open, rows[0]!.id);
      },
    );

    it.each(competition.sweeps.map((sweep) => sweep.name))('runs a trial of the sweep %s', async (sweep) => {
      const open = opened(competition, options);
      const { rows } = await runSweep(open, {
        sweep,
        trials: 1,
        workers: 0,
        seed: rng(competition.name).below(1000),
      });
      expect(rows[0]!.reason).toBeUndefined();
      await checkSubmission(open, rows[0]!.id);
    });
  });
}

/** The file read back has a line a test row, the sample's columns, and nothing missing. */
async function checkSubmission(open: OpenCompetition, run: string): Promise<void> {
  const { path, rows, columns } = await submit(open, run);
  const table = parseCsv(readFileSync(path), { name: path, kinds: 'text', missing: [] });
  expect(table.names).toEqual(columns);
  expect(table.length).toBe(rows);
  for (const column of table.columns) {
    for (let row = 0; row < rows; row++) expect(cellAt(column, row)).not.toBe('');
  }
}
