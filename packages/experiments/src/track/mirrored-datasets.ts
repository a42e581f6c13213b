import { basename } from 'node:path';
import type { Json } from '@foldwise/core';
import { type DatasetInput, limits } from 'mlflow-js-client';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { StudyStarted } from '../run/study-event.ts';

/** MLflow's words for kinds of columns; what is no number is text. */
function typeOf(kind: Json | undefined): 'double' | 'string' {
  return kind === 'number' ? 'double' : 'string';
}

/** The competition's columns, as MLflow's page shows them. */
function schemaOf(header: StudyStarted): string | undefined {
  const { columns } = (header.identity['schema'] ?? {}) as {
    readonly columns?: Readonly<Record<string, { readonly kind?: Json }>>;
  };
  if (columns === undefined) return undefined;
  const specs = Object.entries(columns).map(([name, { kind }]) => ({
    type: typeOf(kind),
    name,
    required: false,
  }));
  const text = JSON.stringify({ mlflow_colspec: specs });
  return text.length <= limits.datasetSchemaLength ? text : undefined;
}

/** The data of a study as a whole: by the hash of its tables, with the hash of the folds that it was cut into. */
export function wholeDataset(competition: string, header: StudyStarted): DatasetInput {
  const schema = schemaOf(header);
  return {
    context: 'train',
    tags: { 'foldwise.foldsHash': header.foldsHash },
    dataset: {
      name: competition,
      // MLflow has no room for more of a sha256.
      digest: header.dataHash.slice(0, limits.datasetDigestLength),
      sourceType: 'foldwise',
      source: canonicalJson({ competition, dataHash: header.dataHash }),
      ...(schema !== undefined && { schema }),
    },
  };
}

/** The files that it was read from. */
export function fileDatasets(header: StudyStarted): readonly DatasetInput[] {
  return header.files.map(({ path, sha256, bytes }) => ({
    tags: {},
    dataset: {
      name: basename(path).slice(0, limits.datasetNameLength),
      digest: sha256.slice(0, limits.datasetDigestLength),
      sourceType: 'local',
      source: canonicalJson({ path, sha256 }),
      profile: canonicalJson({ bytes }),
    },
  }));
}
