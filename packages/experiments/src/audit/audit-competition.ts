import { auditTables, bySeverity, missingPatterns } from '@foldwise/data';
import type { MissingPatterns, TableAudit } from '@foldwise/data';
import { auditedTables } from '../run/leaks.ts';
import type { OpenCompetition } from '../run/options.ts';
import type { PreparedData } from '../run/prepare-data.ts';
import type { AdversarialValidation } from './adversarial-validation.ts';
import { adversarialFinding, adversarialValidation } from './adversarial-validation.ts';

/** All that an audit of a competition's data found. */
export interface CompetitionAudit extends TableAudit {
  readonly adversarial: AdversarialValidation;
  readonly missing: MissingPatterns;
}

/**
 * Audits a competition's data and folds: what `auditTables` looks for, what is missing together, and whether the test rows are like the
 * training rows.
 *
 * Leaks among its findings are what `runModel` and `runSweep` tell of.
 *
 * @throws FoldwiseError (`aborted`) where the signal stopped it.
 *
 * @example
 * const { findings } = await auditCompetition(open, await prepareData(open));
 */
export async function auditCompetition(
  open: OpenCompetition,
  data: PreparedData,
  signal?: AbortSignal,
): Promise<CompetitionAudit> {
  const tables = auditTables(auditedTables(open, data));
  const adversarial = await adversarialValidation(data.train, data.test, signal);
  const shift = adversarialFinding(adversarial);
  return Object.freeze({
    ...tables,
    findings: bySeverity(shift === undefined ? tables.findings : [...tables.findings, shift]),
    adversarial,
    missing: missingPatterns(data.train),
  });
}
