import { describeNetwork } from '../../nn/describe-network.ts';
import { showShape } from '../../tensor/shape.ts';
import type { RunSoFar, TrainHandler } from './handler.ts';

/**
 * A line for each layer before the training starts: its kind, the shape of a row it gives, and how many numbers of it are trained.
 *
 * @example
 * await train({ ...options, handlers: [printLayers(console.log)] });
 */
export function printLayers(write: (line: string) => void): TrainHandler {
  return Object.freeze({
    onStart({ network, input }: RunSoFar): void {
      const lines = describeNetwork(network, input).map(({ depth, kind, outputShape, parameters }) => [
        `${'  '.repeat(depth)}${kind}`,
        showShape(outputShape),
        String(parameters),
      ]);
      const rows = [['layer', 'gives', 'trained'], ...lines];
      const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
      for (const [layer, gives, trained] of rows) {
        write(`${layer!.padEnd(widths[0]!)}  ${gives!.padEnd(widths[1]!)}  ${trained!.padStart(widths[2]!)}`);
      }
    },
  });
}
