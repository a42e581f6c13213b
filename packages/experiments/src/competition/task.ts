/**
 * What is predicted.
 *
 * `regression`: a number; `scale: "log1p"` trains on log(1 + y) and predicts back, for metrics of ratios (RMSLE).
 * `binary`: whether the target is `positive`; `negative` is what a submission says otherwise.
 * `multiclass`: which of `classes`, in this order; class indices and probability columns follow it.
 */
export type Task =
  | { readonly kind: 'regression'; readonly scale?: 'linear' | 'log1p' }
  | { readonly kind: 'binary'; readonly positive: string; readonly negative: string }
  | { readonly kind: 'multiclass'; readonly classes: readonly string[] };
