import { defineLesson } from '../lesson.ts';
import { darkness } from './average-darkness.ts';
import { bookPrograms } from './book-programs.ts';
import { convolutions } from './digit-convolutions.ts';
import { digits } from './digits.ts';
import { elevenLines } from './eleven-lines.ts';
import { moons } from './moons.ts';
import { oneVersusAllDigits } from './one-versus-all.ts';
import { saturatedNeuron } from './saturated-neuron.ts';
import { sleepAndStudy } from './sleep-and-study.ts';
import { straightBorders } from './straight-border.ts';
import { supportVectors } from './support-vectors.ts';

export const yourOwnNetworks = defineLesson({
  number: 4,
  name: 'your-own-networks',
  title: 'Your own networks',
  summary: 'networks from eleven lines to convolutions, and how to tell that they are right',
  programs: [
    elevenLines,
    straightBorders,
    moons,
    sleepAndStudy,
    darkness,
    supportVectors,
    oneVersusAllDigits,
    digits,
    saturatedNeuron,
    convolutions,
    ...bookPrograms,
  ],
});
