import type { FeatureDecision } from '@foldwise/data';
import { fitAllFeatures } from './fold-features.ts';
import type { OpenCompetition } from './options.ts';
import { prepareData } from './prepare-data.ts';

/** The features that a competition makes, and what its steps decided. */
export interface FeaturesExplained {
  readonly trainRows: number;
  /** The columns of the matrix, in their order. */
  readonly features: readonly string[];
  /** What steps that choose by the training rows chose, and why; none where no step chooses. */
  readonly decisions: readonly FeatureDecision[];
}

/**
 * Fits a competition's features on all training rows and says what they are. In a cross-validation each fold's own rows decide, so that
 * the choices there can be others.
 *
 * @example
 * const { decisions } = await explainFeatures(await openCompetition(home));
 * decisions.filter(({ does }) => does === 'dropped').map(({ columns, because }) => `${columns}: ${because}`);
 */
export async function explainFeatures(open: OpenCompetition): Promise<FeaturesExplained> {
  const data = await prepareData(open);
  const { train, fitted } = fitAllFeatures(open.competition.features, data);
  return Object.freeze({
    trainRows: data.train.length,
    features: train.featureNames,
    decisions: fitted.decisions ?? [],
  });
}
