import type { FoldWork } from './study-event.ts';

/** Who trained a fold, and when. */
export type Work = Omit<FoldWork, 'fold'>;

/** Notes that a worker begins with a fold now; what it gives says for how long it has been at it. */
export function beginWork(worker: number): () => Work {
  const [at, started] = [new Date().toISOString(), performance.now()];
  return () => ({ worker, at, seconds: (performance.now() - started) / 1000 });
}
