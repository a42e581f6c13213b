import type { LayerLine } from '@foldwise/core';
import type { FoldDetails } from './run-details.ts';
import type { Data, TrialComplete, TrialStarted, TrialWork } from './study-event.ts';

type Member = Readonly<Record<string, unknown>>;

/** What was parsed as JSON is JSON: there is no need to walk through it. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isMember = (value: unknown): value is Member => isData(value);
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';
const areInts = (value: unknown): boolean => Array.isArray(value) && value.every(Number.isSafeInteger);

export function isFoldDetails(value: unknown): value is FoldDetails {
  if (!isMember(value)) return false;
  const { fold, score, curve, epochs, seconds, weights, unit } = value;
  return (
    Number.isInteger(fold) &&
    isNumberOrNull(score) &&
    Array.isArray(curve) &&
    curve.every(isNumber) &&
    (unit === undefined || unit === 'metric' || unit === 'loss') &&
    isNumberOrNull(epochs) &&
    isNumber(seconds) &&
    (weights === null || isText(weights))
  );
}

export function isTrialWork(value: unknown): value is TrialWork {
  if (!isMember(value)) return false;
  const { workers, starts, seconds } = value;
  return [workers, starts, seconds].every((list) => Array.isArray(list) && list.every(isNumberOrNull));
}

function isLayer(value: unknown): value is LayerLine {
  if (!isMember(value)) return false;
  const { path, depth, follows, kind, inputShape, outputShape, parameters, statistics, flops, activations } =
    value;
  return (
    isText(path) &&
    isText(kind) &&
    (follows === undefined || typeof follows === 'boolean') &&
    areInts([depth, parameters, statistics, flops]) &&
    areInts(inputShape) &&
    areInts(outputShape) &&
    isNumber(activations)
  );
}

function hasTrial({ trial, params, at }: Member): boolean {
  return Number.isSafeInteger(trial) && (trial as number) >= 0 && isData(params) && isText(at);
}

function isUsualComplete(event: Member): boolean {
  const { model, features, objectives, score, foldScores, folds, layers, predictions, blend, work, seconds } =
    event;
  return (
    isData(model) &&
    Array.isArray(folds) &&
    folds.every(isFoldDetails) &&
    (features === undefined || isData(features)) &&
    (objectives === undefined || (Array.isArray(objectives) && objectives.every(Number.isFinite))) &&
    Number.isFinite(score) &&
    Array.isArray(foldScores) &&
    foldScores.every((each) => each === null || Number.isFinite(each)) &&
    (layers === null || (Array.isArray(layers) && layers.every(isLayer))) &&
    isText(predictions) &&
    blend === undefined &&
    (work === undefined || isTrialWork(work)) &&
    isNumber(seconds)
  );
}

/**
 * Whether this is the beginning or the end of a trial as this version writes them. Others may still be events: of blends, of earlier versions.
 */
export function isUsualEvent(event: unknown): event is TrialStarted | TrialComplete {
  if (!isMember(event) || !hasTrial(event)) return false;
  return event['type'] === 'trial-started' || (event['type'] === 'trial-complete' && isUsualComplete(event));
}
