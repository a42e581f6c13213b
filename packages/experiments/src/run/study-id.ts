import { specOfFunction } from '@foldwise/core';
import type { Json } from '@foldwise/core';
import { specOfSchema } from '@foldwise/data';
import type { Competition } from '../competition/define-competition.ts';
import { hashOf } from '../journal/canonical-json.ts';
import type { PreparedData } from './prepare-data.ts';
import type { Data } from './study-event.ts';

/** What a study is told apart by. */
export interface StudyIdentity {
  /** `<name>-<8 hexadecimal digits>`. */
  readonly study: string;
  /** Everything that its results depend on. */
  readonly identity: Data;
}

/**
 * Names a study by what its results depend on: the sweep or model, the features, schema, task, metric, splitter, weights of rows, seed,
 * the data, the folds and whether portable bits were asked for. The number of trials is not part of it, so that more trials extend a study.
 */
export function studyIdentity(
  competition: Competition,
  data: PreparedData,
  kind: 'sweep' | 'cv',
  name: string,
  seed: number,
  subject: Json,
  portable: boolean,
): StudyIdentity {
  const identity: Data = {
    kind,
    name,
    subject,
    schema: specOfSchema(competition.schema),
    features: competition.features.spec,
    task: { ...competition.task },
    metric: competition.metric.spec,
    splitter: competition.splitter.spec,
    ...(competition.rowWeight === undefined ? {} : { rowWeight: specOfFunction(competition.rowWeight) }),
    seed,
    dataHash: data.dataHash,
    foldsHash: data.foldsHash,
    // Other bits. A study of before there was the choice keeps its name.
    ...(portable ? { portable } : {}),
  };
  return { study: `${name}-${hashOf(identity).slice(0, 8)}`, identity };
}
