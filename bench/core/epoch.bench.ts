import { adam, dense, relu, rng, sequential, squaredError, tensor, train } from '@foldwise/core';
import type { Bench } from '../harness.ts';
import { pythonPeer } from '../python.ts';

const rows = 16_384;
const epochs = 2;

function sample() {
  const random = rng('bench');
  const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());
  return { features: tensor(normals(rows * 30), [rows, 30]), target: tensor(normals(rows)) };
}

const benches: readonly Bench[] = [
  {
    name: 'train 30→64→64→1, batch 256, Adam',
    unit: 'rows/s',
    ours: {
      name: 'foldwise, reference executor, float64',
      open: async () => {
        const data = sample();
        const network = sequential(
          dense({ units: 64 }),
          relu(),
          dense({ units: 64 }),
          relu(),
          dense({ units: 1 }),
        );
        return {
          round: async () => {
            const before = process.cpuUsage();
            await train({
              network,
              loss: squaredError(),
              optimizer: adam(),
              data,
              rng: rng(1),
              epochs,
              batchSize: 256,
            });
            const { user, system } = process.cpuUsage(before);
            return (rows * epochs) / ((user + system) / 1e6);
          },
        };
      },
    },
    peers: [
      pythonPeer('torch, float32', {
        script: new URL('epoch_torch.py', import.meta.url),
        needs: ['torch'],
      }),
      pythonPeer('scikit-learn MLPRegressor, float32', {
        script: new URL('epoch_sklearn.py', import.meta.url),
        needs: ['scikit-learn'],
      }),
    ],
  },
];

export default benches;
