import type { DatasetInput, NewMetric, RunStatus } from 'mlflow-js-client';

/** A file of a run: text that is made for it, bytes of the artifact store, or a file somewhere that must still be what it was. */
export type MirroredFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly stored: string }
  | { readonly path: string; readonly file: string; readonly sha256: string };

/** A run as a tracking server should hold it: plain data, made of the journal alone, whoever it is written to. */
export interface MirroredRun {
  /** Which run of which journal it is, for ever: the tag `foldwise.id`. */
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: readonly Required<Pick<NewMetric, 'key' | 'value' | 'step' | 'timestamp'>>[];
  readonly datasets: readonly DatasetInput[];
  readonly files: readonly MirroredFile[];
}
