import { defineLesson } from '../lesson.ts';
import { digitRecognizer } from './digit-recognizer.ts';
import { networks } from './library-networks.ts';
import { theano } from './theano.ts';

export const librariesAndCompetitions = defineLesson({
  number: 5,
  name: 'libraries-and-competitions',
  title: 'Libraries and competitions',
  summary: 'what libraries take off your hands, and a submission to a competition',
  programs: [theano, networks, digitRecognizer],
});
