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
}

/** What `/api/competitions/<slug>/studies/<study>/importances` answers. */
export interface ImportancesPage {
  readonly importances: readonly ParameterImportance[];
}
