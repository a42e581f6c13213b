import { defineLesson } from '../lesson.ts';
import { courseLetters } from './course-letters.ts';
import { aNeuronByHand } from './neuron.ts';
import { spamFilter } from './spam-filter.ts';

export const aNeuron = defineLesson({
  number: 1,
  name: 'a-neuron',
  title: 'A neuron',
  summary: 'what a neuron computes, and a spam filter made of one',
  programs: [aNeuronByHand, spamFilter, courseLetters],
});
