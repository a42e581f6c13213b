import { decodeWeights } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { artifactStore } from '../journal/artifacts.ts';
import type { CompetitionHome } from '../run/home.ts';
import { artifactsDirectory } from '../run/places.ts';
import type { TrialComplete } from '../run/study-event.ts';

/** What a run predicts: of the training rows out of fold, and of the test rows. */
export interface StoredPredictions {
  readonly oof: Tensor;
  readonly test: Tensor;
  /** See `testByFold`; missing in a blend, and in runs from before it was kept. */
  readonly testByFold?: Tensor;
}

/** The predictions of a run, from the artifact store; an error where they are missing or damaged. */
export function storedPredictions(
  home: CompetitionHome,
  { predictions }: Pick<TrialComplete, 'predictions'>,
): StoredPredictions {
  const bytes = artifactStore(artifactsDirectory(home)).get(predictions);
  const { weights } = decodeWeights(bytes, `${predictions}.safetensors`);
  return weights as unknown as StoredPredictions;
}
