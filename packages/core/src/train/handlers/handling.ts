import { FoldwiseError } from '../../errors.ts';
import type { EpochRecord } from '../history.ts';
import type { BatchRecord, RunSoFar, TrainHandler, Verdict } from './handler.ts';

/** All handlers of a training as one, told in turn. */
export interface Handling {
  onStart(): Promise<void>;
  /** Undefined where nobody wants to know. */
  readonly onBatch: ((record: BatchRecord) => Verdict) | undefined;
  onEpoch(record: EpochRecord): Promise<Verdict>;
  onEnd(): Promise<void>;
}

const PARTS = ['onStart', 'onBatch', 'onEpoch', 'onEnd'] as const;

function checkHandlers(handlers: readonly TrainHandler[]): void {
  const isHandler = (handler: TrainHandler): boolean =>
    typeof handler === 'object' &&
    handler !== null &&
    PARTS.some((part) => typeof handler[part] === 'function');
  const odd = Array.isArray(handlers) ? handlers.findIndex((handler) => !isHandler(handler)) : 0;
  if (odd < 0) return;
  const got = Array.isArray(handlers)
    ? `a value of type ${typeof handlers[odd]} as number ${odd + 1}`
    : 'no list';
  throw new FoldwiseError(`expected handlers with ${PARTS.join(', ')}, got ${got}`, {
    code: 'input',
    where: 'train',
    hint: 'pass a list of what makers return: [printLog(console.log)]',
  });
}

/**
 * Where several handlers have a say, all of them are told before the training ends.
 *
 * @throws FoldwiseError `input` for what is no handler.
 */
export function handling(handlers: readonly TrainHandler[], run: RunSoFar): Handling {
  checkHandlers(handlers);
  const ofBatches = handlers.filter((handler) => handler.onBatch !== undefined);
  const onBatch = (record: BatchRecord): Verdict =>
    ofBatches.map((handler) => handler.onBatch?.(record, run)).includes('stop') ? 'stop' : undefined;
  return {
    async onStart() {
      for (const handler of handlers) await handler.onStart?.(run);
    },
    onBatch: ofBatches.length === 0 ? undefined : onBatch,
    async onEpoch(record) {
      const verdicts: Verdict[] = [];
      for (const handler of handlers) verdicts.push(await handler.onEpoch?.(record, run));
      return verdicts.includes('stop') ? 'stop' : undefined;
    },
    async onEnd() {
      for (const handler of handlers) await handler.onEnd?.(run);
    },
  };
}
