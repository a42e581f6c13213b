import { defineProgram } from '../lesson.ts';
import { mnistFiles, readMnist } from '../mnist.ts';
import { firstGeneration, overfitting } from './book-figures.ts';

export const digits = defineProgram({
  name: 'digits',
  title: 'Handwritten digits: first and second generation',
  files: mnistFiles,
  run(report, { data }) {
    const mnist = readMnist(data);
    report.say(
      'First generation: quadratic cost, 784 → 30 → 10, η = 3. Test images of 10,000 named rightly:',
    );
    const first = [...firstGeneration(mnist, { sizes: [784, 30, 10], eta: 3, epochs: 1 })];
    report.table(
      ['epoch', 'right'],
      first.map((right, epoch) => [epoch, right]),
    );

    report.say(
      'Second generation: cross-entropy, η = 0.5, from 1000 images only, with a price on weights and without:',
    );
    const epochs = 3;
    const runs = [0, 0.1].map((lambda) => [...overfitting(mnist, { images: 1000, lambda, epochs })]);
    report.table(
      ['epoch', 'right of 1000, λ = 0', 'of the test', 'right of 1000, λ = 0.1', 'of the test'],
      runs[0]!.map((free, epoch) => {
        const priced = runs[1]![epoch]!;
        return [epoch + 1, free.trainRight, free.testRight, priced.trainRight, priced.testRight];
      }),
    );
  },
});
