import { expect, test } from 'vitest';
import { FoldwiseError } from '../errors.ts';
import { located } from './located.ts';

function caught(task: () => unknown): unknown {
  try {
    return task();
  } catch (error) {
    return error;
  }
}

test('puts the place before where the error was, and keeps the rest', () => {
  const inner = new FoldwiseError('expected a, got b', { code: 'shape', where: 'dense', hint: 'do c' });
  const outer = caught(() =>
    located('sequential[1]', () =>
      located('residual', () => {
        throw inner;
      }),
    ),
  );
  expect(outer).toBeInstanceOf(FoldwiseError);
  expect(outer).toMatchObject({
    message: 'sequential[1] > residual > dense: expected a, got b — do c',
    code: 'shape',
    where: 'sequential[1] > residual > dense',
    hint: 'do c',
  });
});

test('an error without place or hint gets the place', () => {
  const plain = new FoldwiseError('expected a: got b', { code: 'data' });
  expect(
    caught(() =>
      located('dense', () => {
        throw plain;
      }),
    ),
  ).toMatchObject({ message: 'dense: expected a: got b', where: 'dense', code: 'data' });
});

test('an error of another kind is left alone, and so is a result', () => {
  const defect = new TypeError('x is not a function');
  expect(
    caught(() =>
      located('dense', () => {
        throw defect;
      }),
    ),
  ).toBe(defect);
  expect(located('dense', () => 7)).toBe(7);
});
