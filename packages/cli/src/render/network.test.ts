import { activation, dense, describeNetwork, sequential } from '@foldwise/core';
import { expect, test } from 'vitest';
import { networkText } from './network.ts';

const output = { write: () => {}, isTTY: false, colour: false };

test('a network is a line a layer, with what it takes', () => {
  const network = sequential(dense({ units: 512 }), activation('relu'), dense({ units: 1 }));
  expect(networkText(describeNetwork(network, [600]), 'plain', output)).toBe(
    [
      'network, on tier plain',
      'layer       a row      parameters  FLOPs a row  weights  outputs a row',
      'sequential  600 → 1       308,225        615 k  1.23 MB        4.10 kB',
      '  dense     600 → 512     307,712        614 k  1.23 MB        2.05 kB',
      '  relu      512 → 512           0            0      0 B        2.05 kB',
      '  dense     512 → 1           513       1.02 k  2.05 kB            4 B',
      '',
    ].join('\n'),
  );
});

test('what an older journal does not say is left open', () => {
  const [line] = describeNetwork(dense({ units: 1 }), [2]);
  const text = networkText([{ ...line!, activations: Number.NaN }], null, output);
  expect(text.split('\n')[1]).toMatch(/^dense +2 → 1 +3 +4 +12 B +–$/);
});

test('there is nothing to say where there is no network', () => {
  expect(networkText(null, null, output)).toBe('');
  expect(networkText([], 'plain', output)).toBe('');
});
