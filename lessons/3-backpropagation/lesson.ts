import { defineLesson } from '../lesson.ts';
import { byHand } from './by-hand.ts';
import { gates } from './gates.ts';
import { moons } from './moons.ts';
import { scalars } from './scalars.ts';
import { svm } from './svm.ts';
import { withCore } from './with-core.ts';

export const backpropagation = defineLesson({
  number: 3,
  name: 'backpropagation',
  title: 'Backpropagation by hand',
  summary: 'where slopes come from: gates, a network of four neurons, an engine',
  programs: [gates, byHand, svm, scalars, moons, withCore],
});
