import { parseCsv } from '@foldwise/data';
import { readFileSync } from 'node:fs';
import type { Bench } from '../harness.ts';
import { cpuSeconds } from '../harness.ts';
import { pythonPeer } from '../python.ts';
import { digitsFile, mixedFile } from './csv-files.ts';

function readBench(name: string, path: string): Bench {
  return {
    name: `read CSV, ${name}`,
    unit: 'CPU s',
    ours: [
      {
        name: 'foldwise',
        open: async () => ({
          round: () =>
            cpuSeconds(() => {
              parseCsv(readFileSync(path));
            }),
        }),
      },
    ],
    peers: ['pandas', 'polars'].map((peer) =>
      pythonPeer(`${peer} read_csv`, {
        script: new URL('read_csv.py', import.meta.url),
        needs: [peer],
        arguments: [peer, path],
      }),
    ),
  };
}

const benches: readonly Bench[] = [
  readBench('mixed 100,000 × 40', mixedFile()),
  readBench('digits 42,000 × 785', digitsFile()),
];

export default benches;
