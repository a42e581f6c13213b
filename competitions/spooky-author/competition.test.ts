import { describeCompetition } from '@foldwise/experiments/testing';
import competition from './competition.ts';

describeCompetition(competition, {
  fixtures: new URL('fixtures/', import.meta.url),
  files: new URL('../../../shared/data/spooky-author-identification/', import.meta.url),
});
