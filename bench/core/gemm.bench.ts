import type { Bench, Row, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';
import { pythonPeer } from '../python.ts';
import { nameOf, type Product, products } from './gemm/shapes.ts';
import { tierSides } from './tiers.ts';

const PEAK = 'peak of fused multiply-adds';

const AVX2 = 'OpenBLAS held to AVX2';

/** Its kernels for this processor, or for one of a given kind. */
function openblas(name: string, json: string, processor?: string): Side {
  return pythonPeer(name, {
    script: new URL('gemm/gemm_openblas.py', import.meta.url),
    needs: ['numpy', 'threadpoolctl'],
    arguments: [json],
    // Either may be set where this runs, and would make it run other kernels.
    environment: { OPENBLAS_CORETYPE: processor, OPENBLAS_L2_SIZE: undefined },
  });
}

function bench(product: Product): Bench {
  const json = JSON.stringify(product);
  return {
    name: nameOf(product),
    unit: 'GFLOP/s',
    ours: tierSides(new URL('gemm/foldwise.ts', import.meta.url), [json]),
    peers: [
      openblas('OpenBLAS', json),
      openblas(AVX2, json, 'Haswell'),
      nodeSide(PEAK, {
        script: new URL('gemm/peak.ts', import.meta.url),
        arguments: ['revectorised'],
      }),
    ],
  };
}

const benches: readonly Bench[] = products.map(bench);

export default benches;

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The geometric mean of all shapes for a tier beside a peer. */
function meanOf(tier: string, peerName: string, rows: readonly Row[]): readonly Row[] {
  const some = rows.filter((row) => row.name.endsWith(`(${tier})`) && row.peerName === peerName);
  if (some.length === 0) return [];
  const [ours, peer, ratio] = (['ours', 'peer', 'ratio'] as const).map((key) =>
    geometricMean(some.map((row) => row[key]!)),
  );
  const name = `GEMM, geometric mean of ${some.length} shapes (${tier})`;
  return [{ ...some[0]!, name, ours: ours!, peer: peer!, ratio: ratio! }];
}

/**
 * All shapes beside OpenBLAS, the geometric means of each tier, the best one also beside what OpenBLAS makes of registers as wide as
 * ours, and the share of the peak that the best shape reaches.
 */
export function summarise(rows: readonly Row[]): readonly Row[] {
  const best = rows
    .filter(({ peerName }) => peerName === PEAK)
    .toSorted((a, b) => b.ratio! - a.ratio!)
    .slice(0, 1);
  return [
    ...rows.filter(({ peerName }) => peerName !== PEAK && peerName !== AVX2),
    ...['revectorised', 'relaxed', 'plain'].flatMap((tier) => meanOf(tier, 'OpenBLAS', rows)),
    ...meanOf('revectorised', AVX2, rows),
    ...best.map((row) => ({ ...row, name: `${row.name}, the best` })),
  ];
}
