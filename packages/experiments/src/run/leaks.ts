import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { auditTables, specOfSchema } from '@foldwise/data';
import type { AuditedTables, Column, Finding, Schema } from '@foldwise/data';
import { z } from 'zod';
import { canonicalJson, hashOf, parseCanonicalJson } from '../journal/canonical-json.ts';
import { writeWhole } from '../journal/write-whole.ts';
import type { OpenCompetition, RunOptions } from './options.ts';
import { runsDirectory } from './places.ts';
import type { PreparedData } from './prepare-data.ts';

/** Raised whenever an audit would say other things of the same tables, so that what was kept of an older one is not believed. */
const format = 1;

const kept = z.object({
  format: z.literal(format),
  leaks: z.array(
    z.object({
      severity: z.literal('leak'),
      kind: z.string(),
      columns: z.array(z.string()),
      figure: z.object({ name: z.string(), value: z.number() }),
      evidence: z.string(),
      advice: z.string(),
    }),
  ),
});

/** What of a competition's data `auditTables` looks at: one of its targets, by default the first. */
export function auditedTables(
  { competition }: OpenCompetition,
  data: PreparedData,
  target: Column = data.targetColumns[0]!,
): AuditedTables {
  const { train, test, folds } = data;
  const hasIds = Object.values(competition.schema).some(({ kind }) => kind === 'id');
  return {
    train,
    test,
    target,
    folds,
    groups: groupsOf(competition.schema),
    ...(hasIds && { trainIds: data.trainIds, testIds: data.testIds }),
  };
}

function groupsOf(schema: Schema): readonly string[] {
  return Object.keys(schema).filter((name) => schema[name]!.kind === 'group');
}

/**
 * The leaks of a competition's data and folds: what `auditTables` finds of that severity. Looked for once, and kept beside the runs under a
 * hash of data, schema, task and folds, since a sweep asks each time.
 */
export function leaksOf(open: OpenCompetition, data: PreparedData): readonly Finding[] {
  const { competition, home } = open;
  const { dataHash, foldsHash } = data;
  const schema = specOfSchema(competition.schema);
  const key = hashOf({ format, dataHash, foldsHash, schema, task: { ...competition.task } }).slice(0, 16);
  const path = join(runsDirectory(home), 'audits', `${key}.json`);
  const before = read(path);
  if (before !== undefined) return before;
  const found = data.targetColumns.flatMap(
    (target) => auditTables(auditedTables(open, data, target)).findings,
  );
  // What has nothing to do with a target is found for each of them.
  const texts = new Set<string>();
  const leaks = found.filter((finding) => {
    if (finding.severity !== 'leak' || texts.has(finding.evidence)) return false;
    texts.add(finding.evidence);
    return true;
  });
  writeWhole(path, `${canonicalJson({ format, leaks })}\n`);
  return leaks;
}

/** Nothing where there is no such file, or one that is damaged: the audit is made anew. */
function read(path: string): readonly Finding[] | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kinds of findings are those of the version that wrote them
    return kept.parse(parseCanonicalJson(readFileSync(path, 'utf8'))).leaks as readonly Finding[];
  } catch {
    return undefined;
  }
}

/**
 * Tells of each leak in one line, and with `strict` refuses to go on.
 *
 * @throws FoldwiseError (`data`) that names the first leak, its figure and what to do.
 */
export function checkLeaks(open: OpenCompetition, data: PreparedData, options: RunOptions): void {
  const leaks = leaksOf(open, data);
  for (const { evidence, advice } of leaks) {
    options.onProgress?.({ type: 'note', message: `leak: ${evidence} — ${advice}` });
  }
  if (options.strict === true) refuseLeaks(leaks);
}

/** Throws where there is a leak. */
export function refuseLeaks(leaks: readonly Finding[]): void {
  const [first, ...others] = leaks;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new FoldwiseError(`expected data and folds without a leak, but ${first.evidence}${more}`, {
    code: 'data',
    where: '--strict',
    hint: first.advice,
  });
}
