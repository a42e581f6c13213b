/** Who trained a fold, and when. */
export interface Work {
  /** From 1. */
  readonly worker: number;
  /** By `performance.now()` of the thread that runs the trial. */
  readonly began: number;
  readonly seconds: number;
}

/** Notes that a worker begins with a fold now; what it gives says for how long it has been at it. */
export function beginWork(worker: number): () => Work {
  const began = performance.now();
  return () => ({ worker, began, seconds: (performance.now() - began) / 1000 });
}
