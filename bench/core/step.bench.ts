import type { Bench, Side } from '../harness.ts';
import { freshNodeSide, nodeSide } from '../node.ts';
import { parametersOf, type Workload } from './step/workload.ts';

function script(name: string): URL {
  return new URL(`step/${name}.ts`, import.meta.url);
}

function cost(name: string, workload: Workload): Side {
  return nodeSide(name, { script: script('cost'), arguments: [JSON.stringify(workload)] });
}

/** Some 16,000 rows a call, whatever the batch. */
function ofBatch(batch: number): Workload {
  return { sizes: [100, 256, 256, 256, 1], batch, steps: Math.max(1, Math.floor(16_384 / batch)) };
}

/** A step costs a row as much whatever the batch: a ratio of 1, and above where larger batches are cheaper by the row. */
const batches: readonly Bench[] = [64, 1024, 4096].map((batch) => ({
  name: `step of 100→256³→1, batch ${batch}`,
  unit: 'ns a row',
  ours: [cost('foldwise', ofBatch(batch))],
  peers: [cost('batch 256', ofBatch(256))],
}));

function ofWidth(width: number): Workload {
  return { sizes: [width, width, width, width], batch: 256, steps: 16 };
}

/** The cost of a row for each parameter. */
function costOfParameter(name: string, workload: Workload): Side {
  const whole = cost(name, workload);
  return {
    name,
    open: async (say) => {
      const side = await whole.open(say);
      if ('missing' in side) return side;
      return { ...side, round: async () => (1e3 * (await side.round())) / parametersOf(workload) };
    },
  };
}

const widths: readonly Bench[] = [64, 128, 512].map((width) => ({
  name: `step of three layers of ${width}, batch 256`,
  unit: 'ps a row and parameter',
  ours: [costOfParameter('foldwise', ofWidth(width))],
  peers: [costOfParameter('layers of 256', ofWidth(256))],
}));

const tenLayers: Workload = { sizes: [100, ...Array<number>(9).fill(64), 1], batch: 32, steps: 1 };
/** Steps that take little time, so that many can be counted. */
const calls: Workload = { sizes: [8, 16, 16, 1], batch: 8, steps: 512 };
const epoch: Workload = { sizes: [32, 64, 64, 1], batch: 32, steps: 64 };

const others: readonly Bench[] = [
  {
    name: 'compile ten layers and take a step',
    unit: 'CPU ms',
    ours: [nodeSide('foldwise', { script: script('compile'), arguments: [JSON.stringify(tenLayers)] })],
    peers: [],
  },
  {
    name: 'the same, the first in its process',
    unit: 'CPU ms',
    ours: [freshNodeSide('foldwise', { script: script('compile'), arguments: [JSON.stringify(tenLayers)] })],
    peers: [],
  },
  {
    name: 'choose the tier, once a process',
    unit: 'CPU ms',
    ours: [freshNodeSide('foldwise', { script: script('start') })],
    peers: [],
  },
  {
    name: 'JavaScript heap allocated by a step',
    unit: 'bytes',
    ours: [nodeSide('foldwise', { script: script('heap'), arguments: [JSON.stringify(calls)] })],
    peers: [],
  },
  {
    name: 'memory after 1,000 epochs',
    unit: 'MiB',
    ours: [memoryAfter(1000, 'foldwise')],
    peers: [memoryAfter(10, 'after 10')],
  },
];

function memoryAfter(epochs: number, name: string): Side {
  return nodeSide(name, {
    script: script('memory'),
    flags: ['--expose-gc'],
    arguments: [JSON.stringify(epoch), String(epochs)],
  });
}

const benches: readonly Bench[] = [...batches, ...widths, ...others];

export default benches;
