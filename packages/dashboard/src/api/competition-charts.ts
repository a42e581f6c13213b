import type {
  FoldDots,
  LeaderboardPoints,
  OptimisationHistory,
  PredictionCorrelations,
} from '@foldwise/experiments';

/** What `/api/competitions/<slug>/charts` answers: of the runs that can be compared with the newest study. */
export interface CompetitionCharts {
  /** In the order in which they ended. */
  readonly history: OptimisationHistory;
  /** Of the best of them. */
  readonly dots: FoldDots;
  readonly leaderboard: LeaderboardPoints;
}

/** What `/api/competitions/<slug>/correlations?runs=<id>,<id>` answers. */
export interface CorrelationsPage {
  readonly correlations: PredictionCorrelations;
}
