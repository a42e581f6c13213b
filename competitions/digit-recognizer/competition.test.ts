import { describeCompetition } from '@foldwise/experiments/testing';
import competition from './competition.ts';

describeCompetition(competition, { fixtures: new URL('fixtures/', import.meta.url) });
