import { defineProgram } from '../lesson.ts';
import { add, backward, multiply, power, scalar, type Scalar, sigmoid } from './engine.ts';

/** What a circuit made of named numbers gives, and the slope of each. */
export function slopesOf(
  at: Readonly<Record<string, number>>,
  circuit: (inputs: Readonly<Record<string, Scalar>>) => Scalar,
): { readonly out: number; readonly slopes: Readonly<Record<string, number>> } {
  const inputs = Object.fromEntries(Object.entries(at).map(([name, value]) => [name, scalar(value)]));
  const out = circuit(inputs);
  backward(out);
  const slopes = Object.fromEntries(Object.entries(inputs).map(([name, { slope }]) => [name, slope]));
  return { out: out.value, slopes };
}

/** The slopes by trying: each number made a little larger, by itself. */
export function measuredSlopes(
  at: Readonly<Record<string, number>>,
  circuit: (inputs: Readonly<Record<string, Scalar>>) => Scalar,
  little = 0.0001,
): Readonly<Record<string, number>> {
  const before = slopesOf(at, circuit).out;
  return Object.fromEntries(
    Object.keys(at).map((name) => {
      const out = slopesOf({ ...at, [name]: at[name]! + little }, circuit).out;
      return [name, (out - before) / little];
    }),
  );
}

/** Each number moved along its slope, so that the output grows. */
export function nudged(
  at: Readonly<Record<string, number>>,
  slopes: Readonly<Record<string, number>>,
  step: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(at).map((name) => [name, at[name]! + step * slopes[name]!]));
}

type Inputs = Readonly<Record<string, Scalar>>;

/** x·y */
export const oneGate = ({ x, y }: Inputs): Scalar => multiply(x!, y!);
/** (x + y)·z */
export const twoGates = ({ x, y, z }: Inputs): Scalar => multiply(add(x!, y!), z!);
/** sigmoid(a·x + b·y + c) */
export const neuronGates = ({ a, b, c, x, y }: Inputs): Scalar =>
  sigmoid(add(add(multiply(a!, x!), multiply(b!, y!)), c!));
/** ((a·b + c)·d)² */
export const powerGates = ({ a, b, c, d }: Inputs): Scalar =>
  power(multiply(add(multiply(a!, b!), c!), d!), 2);
/** (a + b) / (c + d) */
export const fractionGates = ({ a, b, c, d }: Inputs): Scalar =>
  multiply(add(a!, b!), power(add(c!, d!), -1));

export const gates = defineProgram({
  name: 'gates',
  title: 'Circuits of gates',
  run(report) {
    const showCircuit = (
      name: string,
      at: Readonly<Record<string, number>>,
      circuit: (inputs: Inputs) => Scalar,
    ): void => {
      const { out, slopes } = slopesOf(at, circuit);
      const measured = measuredSlopes(at, circuit);
      const next = nudged(at, slopes, 0.01);
      report.say(`${name} gives ${Number(out.toPrecision(9))}:`);
      report.table(
        ['input', 'value', 'slope', 'slope, measured', 'moved by 0.01·slope'],
        Object.keys(at).map((key) => [key, at[key]!, slopes[key]!, measured[key]!, next[key]!]),
      );
      report.say(`After the move it gives ${Number(slopesOf(next, circuit).out.toPrecision(9))}.`);
    };
    showCircuit('x·y', { x: -2, y: 3 }, oneGate);
    showCircuit('(x + y)·z', { x: -2, y: 5, z: -4 }, twoGates);
    showCircuit('sigmoid(a·x + b·y + c)', { a: 1, b: 2, c: -3, x: -1, y: 3 }, neuronGates);
    showCircuit('((a·b + c)·d)²', { a: 1, b: 2, c: -3, d: 4 }, powerGates);
    showCircuit('(a + b) / (c + d)', { a: 1, b: 2, c: -3, d: 4 }, fractionGates);
    const far = nudged({ x: -2, y: 3 }, { x: 3, y: -2 }, 1);
    report.say('A step of 1 instead of 0.01 through the first gate, far beyond where the slopes hold:');
    report.figures({ x: far['x']!, y: far['y']!, x·y: slopesOf(far, oneGate).out });
  },
});
