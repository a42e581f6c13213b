import type { Bench, Side } from '../harness.ts';
import { fresh, nodeSide } from '../node.ts';
import { pythonPeer } from '../python.ts';
import { digitsFile, mixedFile } from './csv-files.ts';
import { wideFile } from './wide-file.ts';

/** What a round of a side measures. Megabytes are the peak of a whole process, so that each round is a process of its own. */
export type Figure = 'seconds' | 'seconds per million cells' | 'megabytes' | 'one-hot megabytes';

const UNITS: Readonly<Record<Figure, string>> = {
  seconds: 'CPU s',
  'seconds per million cells': 'CPU s a million cells',
  megabytes: 'MB at most',
  'one-hot megabytes': 'MB at most',
};

/** How long a round takes: see `Side`. */
type Pace = Pick<Side, 'slow' | 'once'>;

/** The file is written where a side begins to be measured: the largest takes a gigabyte and a half. */
function lazily(side: (path: string) => Side, file: () => string, pace: Pace): Side {
  const { name } = side('');
  return { name, ...pace, open: async (say) => side(file()).open(say) };
}

function readBench(name: string, figure: Figure, file: () => string, pace: Pace = {}): Bench {
  const perRound = (side: Side): Side => (figure.includes('megabytes') ? fresh(side) : side);
  const ours = (path: string): Side =>
    nodeSide('foldwise', {
      script: new URL('read-csv.js', import.meta.url),
      arguments: [figure, path],
      flags: ['--max-old-space-size=4096'],
      built: true,
    });
  const peers = ['pandas', 'polars'].map(
    (peer) =>
      (path: string): Side =>
        pythonPeer(`${peer} read_csv`, {
          script: new URL('read_csv.py', import.meta.url),
          needs: [peer],
          arguments: [peer, figure, path],
        }),
  );
  const toJavaScript = (path: string): Side =>
    nodeSide('polars to typed arrays', {
      script: new URL('read-csv-polars.ts', import.meta.url),
      needs: ['nodejs-polars'],
      arguments: [figure, path],
    });
  const others =
    figure === 'one-hot megabytes'
      ? []
      : figure === 'seconds per million cells'
        ? peers
        : [...peers, toJavaScript];
  return {
    name,
    unit: UNITS[figure],
    // So that all benches together take minutes.
    seconds: 10,
    ours: [perRound(lazily(ours, file, pace))],
    peers: others.map((peer) => perRound(lazily(peer, file, pace))),
  };
}

const benches: readonly Bench[] = [
  readBench('read CSV, mixed 100,000 × 40', 'seconds', mixedFile),
  readBench('read CSV, digits 42,000 × 785', 'seconds', digitsFile),
  readBench('memory to read CSV, mixed 100,000 × 40', 'megabytes', mixedFile),
  readBench('memory to read CSV, digits 42,000 × 785', 'megabytes', digitsFile),
  ...[10_000, 100_000, 1_000_000, 10_000_000].map((rows) =>
    readBench(
      `growth of read CSV, ${rows.toLocaleString('en')} × 20`,
      'seconds per million cells',
      () => wideFile(rows),
      { slow: rows > 100_000, once: rows === 10_000_000 },
    ),
  ),
  readBench(
    'memory to read CSV and one-hot encode, 10,000,000 × 20',
    'one-hot megabytes',
    () => wideFile(10_000_000),
    { slow: true, once: true },
  ),
];

export default benches;
