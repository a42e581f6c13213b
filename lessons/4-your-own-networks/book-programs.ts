import { defineProgram, type Given, type Program } from '../lesson.ts';
import { mnistFiles, readMnist } from '../mnist.ts';
import { pause } from '../pause.ts';
import type { Report } from '../report/report.ts';
import { firstGeneration, overfitting, weightInitialization } from './book-figures.ts';

/** What comes of a long run, told of as it goes on; less than all where somebody stops it. */
async function collect<T>(
  from: Iterable<T>,
  total: number,
  report: Report,
  { signal }: Given,
): Promise<readonly T[]> {
  const seen: T[] = [];
  for (const item of from) {
    seen.push(item);
    report.progress(seen.length, total);
    await pause();
    if (signal.aborted) break;
  }
  return seen;
}

const numbered = (values: readonly number[]) => values.map((value, i) => [i + 1, value] as const);

const firstOfBook = defineProgram({
  name: 'first-generation',
  title: 'First generation: thirty epochs',
  files: mnistFiles,
  minutes: 3,
  async run(report, given) {
    const run = { sizes: [784, 30, 10], eta: 3, epochs: 30 };
    const [before, ...right] = await collect(firstGeneration(readMnist(given.data), run), 31, report, given);
    if (given.signal.aborted) return;
    report.say('784 → 30 → 10, quadratic cost, η = 3: test images of 10,000 named rightly.');
    report.figures({
      'before learning': before!,
      'after 30 epochs': right.at(-1)!,
      best: Math.max(...right),
    });
    report.table(['epoch', 'right'], numbered(right));
  },
});

const weightsOfBook = defineProgram({
  name: 'first-weights',
  title: 'Second generation: divided and large first weights',
  files: mnistFiles,
  minutes: 6,
  async run(report, given) {
    const figures = weightInitialization(readMnist(given.data), { hidden: 30, epochs: 30 });
    const all = await collect(figures, 60, report, given);
    if (given.signal.aborted) return;
    const rightOf = (scale: string) => all.flatMap(({ start, right }) => (start === scale ? [right] : []));
    const [divided, large] = [rightOf('divided'), rightOf('large')];
    report.say('784 → 30 → 10, cross-entropy, η = 0.1, λ = 5: validation images of 10,000 named rightly.');
    report.table(
      ['epoch', 'divided', 'large'],
      divided.map((right, i) => [i + 1, right, large[i]!]),
    );
    report.plot({
      title: 'Validation images named rightly',
      x: 'epoch',
      y: 'right',
      series: [
        { name: 'divided by √784', kind: 'line', points: numbered(divided) },
        { name: 'large', kind: 'line', points: numbered(large) },
      ],
    });
  },
});

const overfittingOfBook = defineProgram({
  name: 'overfitting',
  title: 'Second generation: four hundred epochs on a thousand images',
  files: mnistFiles,
  minutes: 6,
  async run(report, given) {
    const mnist = readMnist(given.data);
    const settings = { images: 1000, epochs: 400 };
    const free = await collect(overfitting(mnist, { ...settings, lambda: 0 }), 400, report, given);
    const priced = await collect(overfitting(mnist, { ...settings, lambda: 0.1 }), 400, report, given);
    if (given.signal.aborted) return;
    report.say(
      '784 → 30 → 10, cross-entropy, η = 0.5, 1000 images, without a price on weights and with λ = 0.1:',
    );
    const shown = [1, 10, 50, 100, 200, 300, 400];
    report.table(
      ['epoch', 'cost of these', 'right of 1000', 'right of the test', 'with λ: of 1000', 'of the test'],
      shown.map((epoch) => {
        const [one, other] = [free[epoch - 1]!, priced[epoch - 1]!];
        return [epoch, one.trainCost, one.trainRight, one.testRight, other.trainRight, other.testRight];
      }),
    );
    report.plot({
      title: 'The cost of the test images',
      x: 'epoch',
      y: 'cost',
      series: [
        { name: 'λ = 0', kind: 'line', points: numbered(free.map(({ testCost }) => testCost)) },
        { name: 'λ = 0.1', kind: 'line', points: numbered(priced.map(({ testCost }) => testCost)) },
      ],
    });
  },
});

/** The figures of the book that take minutes. */
export const bookPrograms: readonly Program[] = [firstOfBook, weightsOfBook, overfittingOfBook];
