import type { Json, LayerLine, Spec } from '@foldwise/core';
import type { SourceFile } from '@foldwise/data';
import type { ReportUnit } from '../model/model.ts';
import type { Machine } from './machine.ts';
import type { RunRow } from './run-row.ts';

/** How one fold of a run went. */
export interface FoldDetails {
  readonly fold: number;
  /** Null where the metric is undefined on the fold (the area under the curve of one class), or the fold was not trained to its end. */
  readonly score: number | null;
  /** What the model reported after each epoch, from epoch 1; empty where it is not trained by epochs. */
  readonly curve: readonly number[];
  /** What the curve is of; `metric` where nothing is said. */
  readonly unit?: ReportUnit;
  /** The number of epochs whose weights were kept. */
  readonly epochs: number | null;
  readonly seconds: number;
  /** sha256 of the fold's weights, a safetensors file of the artifact store. */
  readonly weights: string | null;
}

/** A way to blend, or to change a blend, and what it is worth. */
interface BlendCandidate {
  readonly kind: string;
  /** Its nested score. */
  readonly nested: number;
  /** That of the mean of the folds' models, where it is known: it was chosen by that. */
  readonly averaged?: number;
}

/** How good a blend is. */
export interface BlendScores {
  /** On rows that nothing was learned from; the score of a blend's run. */
  readonly nested: number;
  /** On the rows that the weights were learned from, which is too good. */
  readonly raw: number;
  /** The nested one for the mean of the folds' models, which predicts the test rows: see `averagedScore`; absent where it is not known. */
  readonly averaged?: number;
}

/** What a blend is made of, and how good it is: `nested` is the score of the run. */
export interface BlendDetails extends BlendScores {
  /** The runs that have a weight, the largest first. */
  readonly members: readonly {
    readonly run: string;
    /** sha256 of its predictions. */
    readonly predictions: string;
    readonly weight: number;
  }[];
  /** Among how many runs they were chosen. */
  readonly considered: number;
  /** The spec of the blender. */
  readonly method: Spec;
  /** What is added to each output, on the blender's scale. */
  readonly bias: readonly number[] | null;
  /** What is done to the blend. */
  readonly post: {
    readonly kind: string;
    readonly tuned: { readonly [name: string]: readonly number[] };
  } | null;
  /** The best of the runs, chosen as the blend is: its nested score has not the luck of being the best of many. */
  readonly single: BlendScores & { readonly run: string };
  /** The methods that were compared. */
  readonly methods: readonly BlendCandidate[];
  /** What was tried on the blend of the method that was taken. */
  readonly postProcessors: readonly BlendCandidate[];
}

/** What became of a submission at Kaggle. */
export interface KaggleSubmission {
  /** Kaggle's name of the competition. */
  readonly competition: string;
  /** `sending`: it is not known whether Kaggle has taken it. `pending`: it has, and there is no score yet. */
  readonly state: 'sending' | 'pending' | 'complete' | 'error';
  /** Kaggle's number of it; null until it is known. */
  readonly ref: number | null;
  /** What is written beside it. */
  readonly message: string;
  readonly publicScore: number | null;
  /** Null as long as Kaggle keeps it to itself. */
  readonly privateScore: number | null;
  /** Why Kaggle has no score for it. */
  readonly reason: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** A submission that was written for a run. */
export interface SubmissionRecord {
  readonly trial: number;
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly refit: boolean;
  /** The metric on test labels that were kept apart. */
  readonly privateScore: number | null;
  /** ISO 8601. */
  readonly at: string;
  /** Null where it was not sent there. */
  readonly kaggle: KaggleSubmission | null;
}

/** Everything that is known about a run: its row, how it went, what it was made of and where. */
export interface RunDetails {
  readonly row: RunRow;
  readonly folds: readonly FoldDetails[];
  readonly seconds: number | null;
  /** ISO 8601; when the trial was finished. */
  readonly finished: string | null;
  /** The network of the first fold, layer by layer; null where there is none. */
  readonly layers: readonly LayerLine[] | null;
  /** The model that was trained, as data. */
  readonly model: Spec | null;
  /** What the study was made of: sweep or model, features, task, metric, splitter, seed, hashes. */
  readonly study: { readonly [name: string]: Json };
  readonly files: readonly SourceFile[];
  /** The machine that ran it; null where the journal lost it. */
  readonly machine: Machine | null;
  /** sha256 of the out-of-fold and test predictions, a safetensors file of the artifact store. */
  readonly predictions: string | null;
  /** Null for a run that is no blend. */
  readonly blend: BlendDetails | null;
  readonly submissions: readonly SubmissionRecord[];
  /** Where the artifacts lie. */
  readonly artifactsDirectory: string;
  readonly journal: string;
}
