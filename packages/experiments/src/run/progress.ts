import type { Json } from '@foldwise/core';
import type { TransferEvent } from '@foldwise/data';
import type { RunRow } from './run-row.ts';

/** What a run tells while it goes on; only for showing, never for deciding. */
export type ProgressEvent =
  | { readonly type: 'data'; readonly trainRows: number; readonly testRows: number; readonly folds: number }
  | { readonly type: 'study'; readonly study: string; readonly trials: number; readonly complete: number }
  | {
      readonly type: 'trial-started';
      readonly trial: number;
      readonly params: { readonly [name: string]: Json };
    }
  | {
      readonly type: 'epoch';
      readonly trial: number;
      readonly fold: number;
      readonly epoch: number;
      readonly value: number;
    }
  | { readonly type: 'fold-finished'; readonly trial: number; readonly fold: number; readonly score: number }
  | { readonly type: 'trial-finished'; readonly run: RunRow; readonly seconds: number }
  | TransferEvent
  /** So much of the work that has no trials is done, and what of it just now. */
  | { readonly type: 'step'; readonly done: number; readonly total: number; readonly message: string }
  | { readonly type: 'note'; readonly message: string };

export type OnProgress = (event: ProgressEvent) => void;
