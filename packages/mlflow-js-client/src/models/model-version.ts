import { defined, type Wire } from '../transport/wire.ts';

/** One version of a registered model. */
export interface ModelVersion {
  readonly name: string;
  /** `'1'`, `'2'`, …: given by the server, one more than the last. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  readonly lastUpdateTime: number;
  readonly description?: string;
  /** Where its files are: `runs:/…/model`, `models:/m-…`, or a storage. */
  readonly source: string;
  readonly runId?: string;
  readonly status: 'PENDING_REGISTRATION' | 'FAILED_REGISTRATION' | 'READY';
  readonly statusMessage?: string;
  /** `None`, `Staging`, `Production` or `Archived`; aliases have taken its place. */
  readonly currentStage: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
}

/** Reads one. */
export function modelVersionOf(from: Wire): ModelVersion {
  return defined<ModelVersion>({
    name: from.text('name'),
    version: from.text('version'),
    creationTime: from.number('creation_timestamp'),
    lastUpdateTime: from.number('last_updated_timestamp'),
    description: from.optionalText('description'),
    source: from.text('source'),
    runId: from.optionalText('run_id'),
    status: (from.optionalText('status') ?? 'READY') as ModelVersion['status'],
    statusMessage: from.optionalText('status_message'),
    currentStage: from.text('current_stage'),
    tags: from.pairs('tags'),
    aliases: from.texts('aliases'),
  });
}
