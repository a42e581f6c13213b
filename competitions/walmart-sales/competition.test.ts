import { describeCompetition } from '@foldwise/experiments/testing';
import competition from './competition.ts';

// 120 weeks of three departments: two folds of half a year behind a year to look back on.
describeCompetition(competition, {
  fixtures: new URL('fixtures/', import.meta.url),
  files: new URL('../../../shared/data/walmart-recruiting-store-sales-forecasting/', import.meta.url),
  rows: 400,
});
