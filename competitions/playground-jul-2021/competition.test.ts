import { describeCompetition } from '@foldwise/experiments/testing';
import competition from './competition.ts';

describeCompetition(competition, {
  fixtures: new URL('fixtures/', import.meta.url),
  files: new URL('../../../shared/data/tabular-playground-series-jul-2021/', import.meta.url),
});
