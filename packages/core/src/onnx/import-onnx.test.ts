import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import {
  compiledExecutor,
  dense,
  type Executor,
  type Layer,
  referenceExecutor,
  relu,
  rng,
  sequential,
  squaredError,
} from '../index.ts';
import { adam } from '../optim/optimizers.ts';
import { tensor } from '../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { describeLayer } from '../testing/describe-layer.ts';
import { lcg } from '../testing/lcg.ts';
import { predict as predictBy } from '../train/predict.ts';
import { train } from '../train/train.ts';
import { exportOnnx } from './export-onnx.ts';
import recorded from './fixtures/torch.json' with { type: 'json' };
import { importOnnx } from './import-onnx.ts';
import {
  type AttributeMessage,
  type GraphMessage,
  type ModelMessage,
  modelSchema,
  type NodeMessage,
  type TensorMessage,
} from './messages.ts';
import { encodeMessage } from './protobuf/encode-message.ts';
import { floatMessage, wholeMessage } from './tensor-message.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}.onnx`, import.meta.url)));

/** Predictions in float64. */
const predict = (network: Layer, weights: Tree, rows: Tensor): Tensor =>
  predictBy(network, weights, rows, { executor: referenceExecutor });

const tensorOf = ({ shape, data }: { readonly shape: Shape; readonly data: readonly number[] }): Tensor =>
  tensor(data, shape);

describe.each(Object.entries(recorded))('%s, exported by PyTorch,', (name, { input, output }) => {
  it.each(['dynamo', 'script'])('says what PyTorch says (%s)', (way) => {
    const { network, weights } = importOnnx(fixture(`${name}.${way}`));
    const got = predict(network, weights, tensorOf(input));
    expect(got.shape).toEqual(output.shape);
    got.data.forEach((y, i) => expect(Math.abs(y - output.data[i]!)).toBeLessThan(2e-6));
  });
});

describe('an imported network', () => {
  it.each(Object.keys(recorded))('can be exported again (%s)', (name) => {
    const { network, weights, inputShape } = importOnnx(fixture(`${name}.script`));
    const again = importOnnx(exportOnnx(network, weights, inputShape));
    expect(again.weights).toEqual(weights);
    const rows = tensorOf(recorded[name as keyof typeof recorded].input);
    const [first, second] = [predict(network, weights, rows), predict(again.network, again.weights, rows)];
    second.data.forEach((y, i) => expect(y).toBeCloseTo(first.data[i]!, 6));
  });

  it('has the tensors of the file under their names, single numbers aside, and statistics as such', () => {
    const { weights, inputShape, spec, metadata } = importOnnx(fixture('normed.dynamo'));
    expect(leavesOf(weights).map(({ path, leaf }) => [path, leaf.shape, leaf.role])).toEqual([
      ['0.bias', [2], undefined],
      ['0.running_mean', [2], 'statistic'],
      ['0.running_var', [2], 'statistic'],
      ['0.weight', [2], undefined],
      ['3.bias', [2], undefined],
      ['3.weight', [2, 24], undefined],
    ]);
    expect([inputShape, spec, metadata]).toEqual([[2, 3, 4], null, {}]);
  });

  it.each(['normed.dynamo', 'convolutional.script'])('learns, on both executors (%s)', async (name) => {
    const { network, weights } = importOnnx(fixture(name));
    const features = tensorOf(recorded[name.startsWith('normed') ? 'normed' : 'convolutional'].input);
    const target = tensor(Array.from({ length: features.shape[0]! }, (_, row) => row % 2));
    const learn = async (executor: Executor) => {
      const options = {
        network: sequential(network, dense({ units: 1 })),
        loss: squaredError(),
        optimizer: adam(),
      };
      const start = [weights, dense({ units: 1 }).init(network.outputShape(features.shape.slice(1)), rng(1))];
      const data = { features, target };
      return train({ ...options, data, weights: start, rng: rng(1), epochs: 12, executor });
    };
    const compiled = await learn(compiledExecutor);
    const { history } = await learn(referenceExecutor);
    expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss);
    compiled.history.forEach(({ loss }, i) => expect(loss).toBeCloseTo(history[i]!.loss, 4));
  });
});

const own = sequential(dense({ units: 3 }), relu());
describeLayer(importOnnx(exportOnnx(own, own.init([4], rng(1)), [4])).network, {
  input: [4],
  refuses: [[], [3]],
});

const value = (name: string, ...dims: readonly number[]) => ({
  name,
  type: { tensorType: { elemType: 1, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
});

/** Random float32 numbers as an initializer. */
const drawing = (seed: number) => {
  const numbers = lcg(seed);
  return (name: string, shape: Shape) => ({
    ...floatMessage(
      tensor(
        numbers.tensor(shape, 0, 1).data.map((number) => Math.fround(number)),
        shape,
      ),
      'F32',
    ),
    name,
  });
};

/** The largest difference between what onnxruntime and the imported network say of random rows. */
async function farthestFromRuntime(bytes: Uint8Array, shape: Shape): Promise<number> {
  const x = lcg(4).tensor(shape, 0, 1);
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const { y } = await session.run({ x: new RuntimeTensor('float32', Float32Array.from(x.data), x.shape) });
  await session.release();
  const { network, weights } = importOnnx(bytes);
  const got = predict(network, weights, x);
  expect(got.shape).toEqual(y!.dims);
  return Math.max(...got.data.map((number, i) => Math.abs(number - Number(y!.data[i]))));
}

describe('an operator on images', () => {
  const images = [2, 4, 3, 5];
  const drawn = drawing(3);
  const int = (name: string, i: number) => ({ name, i, type: 2 });
  const real = (name: string, f: number) => ({ name, f, type: 1 });
  const text = (name: string, s: string) => ({ name, s, type: 3 });
  const file = (node: NodeMessage, initializer: readonly TensorMessage[] = [], version = 18) =>
    encodeMessage(modelSchema, {
      irVersion: version > 18 ? 10 : 8,
      opsetImport: [{ version }],
      graph: {
        node: [{ name: 'n', input: ['x'], output: ['y'], ...node }],
        name: 'one',
        initializer,
        input: [value('x', ...images)],
        output: [{ name: 'y', type: { tensorType: { elemType: 1 } } }],
      },
    });
  const scales = (...data: readonly number[]) => ({ ...floatMessage(tensor(data), 'F32'), name: 'scales' });
  const sizes = (...data: readonly number[]) => ({ ...wholeMessage(data, [data.length]), name: 'sizes' });
  const resized = (...attribute: readonly AttributeMessage[]) =>
    file({ opType: 'Resize', input: ['x', '', 'scales'], attribute }, [scales(1, 1, 2, 1.6)]);
  const toSizes = (...attribute: readonly AttributeMessage[]) =>
    file({ opType: 'Resize', input: ['x', '', '', 'sizes'], attribute }, [sizes(2, 4, 5, 4)]);

  it.each<[string, Uint8Array]>([
    [
      'GroupNormalization of channels',
      file(
        { opType: 'GroupNormalization', input: ['x', 's', 'b'], attribute: [int('num_groups', 2)] },
        [drawn('s', [4]), drawn('b', [4])],
        21,
      ),
    ],
    [
      'LRN of three',
      file({
        opType: 'LRN',
        attribute: [int('size', 3), real('alpha', 0.4), real('beta', 0.5), real('bias', 2)],
      }),
    ],
    ['DepthToSpace', file({ opType: 'DepthToSpace', attribute: [int('blocksize', 2)] })],
    ['ThresholdedRelu', file({ opType: 'ThresholdedRelu', attribute: [real('alpha', 0.3)] })],
    ['Softsign', file({ opType: 'Softsign' })],
    ['Resize as it is unless told', resized()],
    ...['round_prefer_ceil', 'floor', 'ceil'].map((mode): [string, Uint8Array] => [
      `Resize to the nearest by ${mode}`,
      resized(text('nearest_mode', mode), text('coordinate_transformation_mode', 'asymmetric')),
    ]),
    ...['half_pixel', 'pytorch_half_pixel', 'asymmetric', 'align_corners'].flatMap(
      (mode): [string, Uint8Array][] => {
        const options = [text('mode', 'linear'), text('coordinate_transformation_mode', mode)];
        return [
          [`Resize in linear steps by ${mode}`, resized(...options)],
          [`Resize to sizes in linear steps by ${mode}`, toSizes(...options)],
        ];
      },
    ),
  ])('says what onnxruntime says: %s', async (_, bytes) => {
    expect(await farthestFromRuntime(bytes, images)).toBeLessThan(1e-6);
  });

  it('is refused where it does what cannot be read', () => {
    const shapeOf = (bytes: Uint8Array) => () => importOnnx(bytes).network.outputShape(images.slice(1));
    expect(shapeOf(resized(text('mode', 'cubic')))).toThrow(
      'onnx > Resize "n": expected the nearest place or linear steps, got cubic',
    );
    expect(shapeOf(file({ opType: 'LRN', attribute: [int('size', 2)] }))).toThrow(
      'expected an odd size, got 2',
    );
    expect(shapeOf(resized(text('coordinate_transformation_mode', 'tf_crop_and_resize')))).toThrow(
      'expected positions by half_pixel, asymmetric or align_corners, got tf_crop_and_resize',
    );
  });
});

describe('a recurrent operator', () => {
  const drawn = drawing(3);
  /** Sequences of 3 steps of 2 numbers, which lie behind the rows in the file and so are turned before and after. */
  const file = (node: NodeMessage, gates: number, ways = 1) =>
    encodeMessage(modelSchema, {
      irVersion: 8,
      opsetImport: [{ version: 18 }],
      graph: {
        node: [
          {
            opType: 'Transpose',
            input: ['x'],
            output: ['steps'],
            attribute: [{ name: 'perm', ints: [1, 0, 2], type: 7 }],
          },
          { name: 'r', input: ['steps', 'w', 'u', 'b'], output: ['states'], ...node },
          {
            opType: 'Transpose',
            input: ['states'],
            output: ['y'],
            attribute: [{ name: 'perm', ints: [2, 0, 1, 3], type: 7 }],
          },
        ],
        name: 'recurrent',
        initializer: [
          drawn('w', [ways, gates * 4, 2]),
          drawn('u', [ways, gates * 4, 4]),
          drawn('b', [ways, 2 * gates * 4]),
        ],
        input: [value('x', 2, 3, 2)],
        output: [value('y', 2, 3, ways, 4)],
      },
    });
  const hidden = { name: 'hidden_size', i: 4, type: 2 };
  const bothWays = { name: 'direction', s: 'bidirectional', type: 3 };
  const activations = (...strings: readonly string[]) => ({ name: 'activations', strings, type: 8 });

  it.each<[string, Uint8Array]>([
    ['GRU, reset before the product', file({ opType: 'GRU', attribute: [hidden] }, 3)],
    ['LSTM, both ways', file({ opType: 'LSTM', attribute: [hidden, bothWays] }, 4, 2)],
    [
      'RNN of two functions, one for each way',
      file({ opType: 'RNN', attribute: [hidden, bothWays, activations('Softsign', 'HardSigmoid')] }, 1, 2),
    ],
    [
      'LSTM of other functions',
      file({ opType: 'LSTM', attribute: [hidden, activations('HardSigmoid', 'Relu', 'Elu')] }, 4),
    ],
  ])('says what onnxruntime says: %s', async (_, bytes) => {
    expect(await farthestFromRuntime(bytes, [2, 3, 2])).toBeLessThan(1e-6);
  });

  it('is refused where it does what cannot be read', () => {
    const applied = (attribute: NodeMessage['attribute'], input = ['steps', 'w', 'u', 'b']) => {
      const bytes = file({ opType: 'RNN', attribute: [hidden, ...attribute!], input }, 1);
      const { network } = importOnnx(bytes);
      return () => network.outputShape([3, 2]);
    };
    expect(applied([activations('Affine')])).toThrow('onnx > RNN "r": expected Elu, HardSigmoid');
    expect(applied([{ name: 'clip', f: 3, type: 1 }])).toThrow(
      'onnx > RNN "r": expected activations without constants, got clip',
    );
    expect(applied([{ name: 'layout', i: 1, type: 2 }])).toThrow(
      'expected layout 0, steps before rows, got 1',
    );
    expect(applied([], ['steps', 'w', 'u', 'b', 'b'])).toThrow(
      'expected sequences of 3 steps each, got others',
    );
  });
});

describe('a file that cannot be imported', () => {
  const graph: GraphMessage = {
    node: [{ opType: 'Add', name: 'sum', input: ['x', 'w'], output: ['y'] }],
    initializer: [{ ...floatMessage(tensor([1, 2]), 'F32'), name: 'w' }],
    input: [value('x', 0, 2)],
    output: [value('y', 0, 2)],
  };
  const file = (change: GraphMessage, model: ModelMessage = {}) =>
    encodeMessage(modelSchema, { graph: { ...graph, ...change }, opsetImport: [{ version: 18 }], ...model });
  const reading = (change: GraphMessage, model?: ModelMessage) => () =>
    importOnnx(file(change, model), 'm.onnx');

  it('is one that is none, or is cut off', () => {
    expect(() => importOnnx(new TextEncoder().encode('{"a": 1}'), 'm.onnx')).toThrow(
      /^m\.onnx.*(not an ONNX|cut off)/,
    );
    expect(() => importOnnx(Uint8Array.of(), 'm.onnx')).toThrow(
      'm.onnx: expected an ONNX model, got other bytes — pass the bytes of an .onnx file',
    );
    const bytes = file({});
    for (let end = 1; end < bytes.length; end++) {
      expect(() => importOnnx(bytes.subarray(0, end), 'm.onnx')).toThrow(/^m\.onnx/);
    }
  });

  it('is one of operators that are not known, or too old', () => {
    const node = [{ opType: 'LSTN', name: 'memory', input: ['x'], output: ['y'] }];
    expect(reading({ node })).toThrow(
      'm.onnx: expected operators that foldwise has, got LSTN in node "memory"',
    );
    expect(reading({ node: [{ ...node[0]!, opType: 'Add', domain: 'com.microsoft' }] })).toThrow(
      'got com.microsoft.Add in node "memory"',
    );
    expect(reading({}, { opsetImport: [{ version: 9 }] })).toThrow(
      'm.onnx: expected operators of version 11 or later, got 9 — export it with a later opset_version',
    );
  });

  it('is one of several inputs or outputs, or of values that nobody makes', () => {
    expect(reading({ input: [value('x', 0, 2), value('z', 0, 2)] })).toThrow(
      'm.onnx: expected a model of one input, got "x", "z" — export it with a single input',
    );
    expect(reading({ output: [] })).toThrow('expected a model of one output, got none');
    expect(reading({ initializer: [] })).toThrow(
      'm.onnx: expected the value "w", which Add "sum" needs, got none before',
    );
    expect(reading({ output: [value('z', 0, 2)] })).toThrow('expected the value "z", which the output needs');
  });

  it('is one of weights that are not there, or of another type', () => {
    const weight = graph.initializer![0]!;
    const at = 'm.onnx, tensor "w": expected';
    expect(reading({ initializer: [{ ...weight, dims: [3] }] })).toThrow(
      `${at} as many numbers as shape [3] has, got 2`,
    );
    expect(reading({ initializer: [{ ...weight, dims: [-2] }] })).toThrow(
      `${at} as many numbers as shape [-2] has`,
    );
    expect(reading({ initializer: [{ ...weight, dataType: 8 }] })).toThrow(
      `${at} real or whole numbers, got data type 8`,
    );
    expect(reading({ initializer: [{ ...weight, dataLocation: 1 }] })).toThrow(
      `${at} the numbers in the file`,
    );
  });

  it('says which node does not take the rows', () => {
    const { network, weights } = importOnnx(
      file({ initializer: [{ ...floatMessage(tensor([1, 2, 3]), 'F32'), name: 'w' }] }),
    );
    expect(() => predict(network, weights, tensor([[1, 2]]))).toThrow(
      'onnx > Add "sum" > add: expected shapes that are equal, or 1, axis by axis from the right, got [1, 2] and [3]',
    );
    expect(() => predict(network, weights, tensor([[1]]))).toThrow(/^onnx: expected rows \[2\], got \[1\]/);
    const clipped = importOnnx(
      file({ node: [{ opType: 'Clip', name: 'c', input: ['x', 'x'], output: ['y'] }], initializer: [] }),
    );
    expect(() => clipped.network.outputShape([2])).toThrow(
      'onnx > Clip "c": expected shapes, axes and bounds that do not depend on the data, got one that does',
    );
  });

  it('is one of ours that has been tampered with', () => {
    const metadataProps = [{ key: 'foldwise.tree', value: '{"v":"weight"}' }];
    expect(reading({}, { metadataProps })).toThrow('m.onnx: expected a tensor "v", got none');
    const described = [
      { key: 'foldwise.tree', value: '{"w":"weight"}' },
      { key: 'foldwise.spec', value: '{' },
    ];
    expect(reading({}, { metadataProps: described })).toThrow(
      'expected the metadata "foldwise.spec" to be JSON text',
    );
  });
});
