import type { Bench, Side } from '../harness.ts';
import { nodeSide } from '../node.ts';
import { pythonPeer } from '../python.ts';
import { tierSides } from './tiers.ts';
import { type Net, nets } from './training/nets.ts';

/** Whether scikit-learn's MLP is the same network: the last layer is linear, or softmax with cross-entropy, and Adam trains it. */
function fitsScikit({ kind, activatesOutput, optimizer }: Net): boolean {
  return kind === 'mlp' && !activatesOutput && optimizer === 'adam';
}

function torch(how: 'eager' | 'fused' | 'compiled', json: string): Side {
  const names = { eager: 'torch eager', fused: 'torch eager, fused optimiser', compiled: 'torch.compile' };
  return pythonPeer(names[how], {
    script: new URL('training/train_torch.py', import.meta.url),
    needs: ['torch'],
    arguments: [how, json],
    slow: how === 'compiled',
  });
}

function peersOf(net: Net): readonly Side[] {
  const json = JSON.stringify(net);
  const scikit = pythonPeer('scikit-learn MLP', {
    script: new URL('training/train_sklearn.py', import.meta.url),
    needs: ['scikit-learn'],
    arguments: [json],
  });
  const tfjs = nodeSide('tfjs-wasm', {
    script: new URL('training/tfjs.ts', import.meta.url),
    arguments: [json],
    needs: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'],
  });
  return [
    torch('eager', json),
    torch('fused', json),
    torch('compiled', json),
    ...(fitsScikit(net) ? [scikit] : []),
    ...(net.kind === 'mlp' ? [tfjs] : []),
  ];
}

const benches: readonly Bench[] = nets.map((net) => ({
  name: `train ${net.name}`,
  unit: 'rows/s',
  ours: tierSides(new URL('training/foldwise.ts', import.meta.url), [JSON.stringify(net)]),
  peers: peersOf(net),
}));

export default benches;
