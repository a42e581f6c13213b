import type { Table } from '@foldwise/data';
import { uniqueValues } from '@foldwise/data';
import type { AnswerStyle } from './guess-task.ts';

/** How the sample submission answers: with labels of the target, with fractions, or with whole numbers. */
export function guessAnswer(sample: Table, labels: readonly string[]): AnswerStyle {
  const answers = sample.columns.slice(1).flatMap((column) => uniqueValues(column).map(String));
  const fraction = answers.find(
    (answer) => answer.trim() !== '' && !Number.isInteger(Number(answer)) && !Number.isNaN(Number(answer)),
  );
  const known = new Set(labels);
  if (answers.every((answer) => known.has(answer))) return { kind: 'label', example: answers[0]! };
  if (fraction !== undefined) return { kind: 'fraction', example: fraction };
  return { kind: 'number', example: answers[0] ?? '' };
}
