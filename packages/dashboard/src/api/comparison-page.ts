import type { Json } from '@foldwise/core';
import type { Comparison, FoldDots, PairedDots, RunCurves } from '@foldwise/experiments';

/** A part of what two runs are made of, where it differs. */
export interface DescriptionChange {
  /** `model.layers.0.units`. */
  readonly path: string;
  /** Of each run; undefined, and so absent in JSON, where it has none. */
  readonly values: readonly (Json | null)[];
}

/** What a run was made from. */
export interface Origin {
  readonly id: string;
  readonly foldsHash: string;
  readonly dataHash: string;
  readonly commit: string | null;
  readonly dirty: boolean | null;
  readonly foldwise: string | null;
  readonly seconds: number | null;
}

/** What `/api/competitions/<slug>/compare?runs=<id>,<id>` answers. */
export interface ComparisonPage extends Comparison {
  /** All that each run depends on but data and folds: model, code of functions, features, splitter, space. */
  readonly descriptions: readonly Json[];
  readonly changes: readonly DescriptionChange[];
  readonly origins: readonly Origin[];
  readonly curves: RunCurves;
  /** Of the runs that can be compared with the first, and itself. */
  readonly dots: FoldDots;
  readonly pairs: PairedDots;
}
