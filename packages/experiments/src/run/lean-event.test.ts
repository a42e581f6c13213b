import { expect, it } from 'vitest';
import { canonicalJson } from '../journal/canonical-json.ts';
import { lineOf, parseLine } from '../journal/journal-line.ts';
import { leanEvent, leanText } from './lean-event.ts';
import type { FoldDetails } from './run-details.ts';
import type { TrialComplete } from './study-event.ts';

const fold: FoldDetails = {
  fold: 0,
  score: 0.5,
  curve: [0.7, NaN, 0.5],
  unit: 'loss',
  epochs: 3,
  seconds: 1,
  weights: 'a'.repeat(64),
};
const layer = { path: '0', depth: 0, kind: 'dense', inputShape: [3], outputShape: [2] };
const complete: TrialComplete = {
  type: 'trial-complete',
  trial: 7,
  params: { text: '"folds":[1],"layers":2,"model":{' },
  model: { kind: 'mlp', layers: [{ kind: 'dense' }], folds: [2] },
  score: 0.5,
  foldScores: [0.5, null],
  folds: [fold, { ...fold, fold: 1, score: null }],
  layers: [{ ...layer, parameters: 8, statistics: 0, flops: 6, activations: 2 }],
  predictions: 'b'.repeat(64),
  seconds: 2,
  at: '2026-01-01T00:00:00.000Z',
};
const bare = { ...complete, folds: [], layers: null };

function leanly(event: unknown): unknown {
  const line = Buffer.from(lineOf(3, event).trimEnd());
  const parsed = parseLine(line, leanText);
  return 'wrong' in parsed ? parsed.wrong : leanEvent.parse(parsed.event);
}

it('reads a complete trial without its folds and layers, and everything else of it', () => {
  expect(leanText(canonicalJson(complete)).length).toBeLessThan(canonicalJson(bare).length + 1);
  expect(leanly(complete)).toEqual(bare);
});

it.each([
  ['of its own features', { ...complete, features: { kind: 'pipeline', folds: [1], layers: 3 } }],
  ['that has no layers', { ...complete, layers: null }],
  ['that has no folds', { ...complete, folds: [] }],
])('reads a trial %s likewise', (_, event) => {
  expect(leanly(event)).toEqual({ ...event, folds: [], layers: null });
});

it('leaves any other event as it is', () => {
  const { layers: _layers, predictions: _predictions, ...rest } = complete;
  const pruned = { ...rest, type: 'trial-pruned', fold: 1, epoch: 2, steps: 5, score: NaN, reason: 'worse' };
  expect(leanly(pruned)).toMatchObject({ type: 'trial-pruned', folds: complete.folds });
  const started = { type: 'trial-started', trial: 1, params: complete.params, at: complete.at };
  expect(leanly(started)).toEqual(started);
});

it('sees damage in what it leaves out', () => {
  const line = Buffer.from(lineOf(3, complete).trimEnd().replace('0.7', '0.8'));
  expect(parseLine(line, leanText)).toEqual({ wrong: 'does not match its checksum' });
});
