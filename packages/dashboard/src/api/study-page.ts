import type {
  OptimisationHistory,
  ParameterImportance,
  SearchedTrials,
  TrialTimeline,
} from '@foldwise/experiments';

/** What `/api/competitions/<slug>/studies/<study>` answers: the search, as its charts take it. */
export interface StudyPage {
  readonly study: string;
  readonly history: OptimisationHistory;
  readonly searched: SearchedTrials;
  readonly timeline: TrialTimeline;
  /** Null where the study has no space, or too few trials to say anything. */
  readonly importances: readonly ParameterImportance[] | null;
  /** Why there are none. */
  readonly whyNoImportances: string | null;
}
