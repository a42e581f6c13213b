import type { Tier } from '@foldwise/core';
import type { RunDetails } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { formatDigits, groupThousands } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

const bytesOfNumber = 4;

/**
 * A network layer by layer, what lies in a layer below it: shapes of a row, sizes, work, and the memory that weights and the numbers of a
 * row take in float32. Empty where there is no network.
 */
export function networkText(layers: RunDetails['layers'], tier: Tier | null, output: Output): string {
  if (layers === null || layers.length === 0) return '';
  const style = styleFor(output);
  const cells = layers.map((layer) => [
    `${'  '.repeat(layer.depth)}${layer.kind}`,
    `${layer.inputShape.join('×')} → ${layer.outputShape.join('×')}`,
    groupThousands(String(layer.parameters)),
    shortCount(layer.flops),
    memory((layer.parameters + layer.statistics) * bytesOfNumber),
    memory(layer.activations * bytesOfNumber),
  ]);
  const title = tier === null ? '' : `network, on tier ${tier}\n`;
  const table = renderTable(
    [
      { title: 'layer' },
      { title: 'a row' },
      { title: 'parameters', align: 'right' },
      { title: 'FLOPs a row', align: 'right', spare: 1 },
      { title: 'weights', align: 'right', spare: 3 },
      { title: 'outputs a row', align: 'right', spare: 2 },
    ],
    cells,
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
  return title + table;
}

/** 950 → "950", 12345 → "12.3 k", 6.2e6 → "6.20 M". */
function shortCount(n: number): string {
  if (n < 1000) return String(n);
  const [size, unit] = n < 1e6 ? [1e3, 'k'] : n < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
  return `${formatDigits(n / size, 3)} ${unit}`;
}

function memory(bytes: number): string {
  if (Number.isNaN(bytes)) return '–';
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1e6 ? [1e3, 'kB'] : [1e6, 'MB'];
  return `${formatDigits(bytes / size, 3)} ${unit}`;
}
