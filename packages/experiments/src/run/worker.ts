import { enableCompileCache } from 'node:module';
import type { FoldOutcome } from './fold-task.ts';
import type { WorkerMessage } from './work-on-fold.ts';

// Each thread compiles what it loads anew; from what an earlier one has kept that takes half the time.
enableCompileCache();
const { workOnFold } = await import('./work-on-fold.ts');

/** What a thread of the pool does with a message. */
export default function work(message: WorkerMessage): Promise<FoldOutcome> {
  return workOnFold(message);
}
