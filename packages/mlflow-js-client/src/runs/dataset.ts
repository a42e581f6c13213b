import { checkLength, limits } from '../limits.ts';
import { defined, pairsOf, type Wire } from '../transport/wire.ts';

/** Data that a run used. The server knows it by name and digest: the same twice is one. */
export interface Dataset {
  /** At most 500 characters. */
  readonly name: string;
  /** At most 36 characters, so half of a sha256 in hexadecimal has room. */
  readonly digest: string;
  /** `local`, `http`, `code`, or a word of your own. */
  readonly sourceType: string;
  /** Where it came from, mostly JSON (`{"uri":"…"}`); at most 65,535 characters. */
  readonly source: string;
  /** Mostly JSON; at most 1,048,575 characters. */
  readonly schema?: string;
  /** Mostly JSON; at most 16,777,215 characters. */
  readonly profile?: string;
}

/** A dataset, and what the run used it for. */
export interface DatasetInput {
  readonly dataset: Dataset;
  /** `train`, `validation`, `test`: the tag `mlflow.data.context`, which the server's page shows. */
  readonly context?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const contextTag = 'mlflow.data.context';

/** Reads one. */
export function datasetInputOf(from: Wire): DatasetInput {
  const { [contextTag]: context, ...tags } = from.pairs('tags');
  const dataset = from.object('dataset');
  return defined<DatasetInput>({
    context,
    tags,
    dataset: defined<Dataset>({
      name: dataset.text('name'),
      digest: dataset.text('digest'),
      sourceType: dataset.text('source_type'),
      source: dataset.text('source'),
      schema: dataset.optionalText('schema'),
      profile: dataset.optionalText('profile'),
    }),
  });
}

/** As the server reads it, or an error where something is too long. */
export function datasetInputToWire({ dataset, context, tags }: DatasetInput): object {
  const where = `of the dataset "${dataset.name.slice(0, 60)}"`;
  checkLength(`the name ${where}`, dataset.name, limits.datasetNameLength);
  checkLength(`the digest ${where}`, dataset.digest, limits.datasetDigestLength);
  checkLength(`the source ${where}`, dataset.source, limits.datasetSourceLength);
  checkLength(`the schema ${where}`, dataset.schema ?? '', limits.datasetSchemaLength);
  checkLength(`the profile ${where}`, dataset.profile ?? '', limits.datasetProfileLength);
  return {
    tags: pairsOf({ ...tags, ...(context === undefined ? {} : { [contextTag]: context }) }),
    dataset: {
      name: dataset.name,
      digest: dataset.digest,
      source_type: dataset.sourceType,
      source: dataset.source,
      schema: dataset.schema,
      profile: dataset.profile,
    },
  };
}
