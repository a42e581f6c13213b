import { activation, dense, describeNetwork, sequential } from '@foldwise/core';
import { expect, test } from 'vitest';
import { networkText } from './network.ts';

const output = { write: () => {}, isTTY: false, colour: false };

test('a network is a line a layer, with what it takes', () => {
  const network = sequential(dense({ units: 512 }), activation('relu'), dense({ units: 1 }));
  expect(networkText(describeNetwork(network, [600]), output)).toBe(
    [
      'layer         a row      parameters  FLOPs a row   memory',
      'sequential    600 → 1       308,225        615 k  1.23 MB',
      '  dense       600 → 512     307,712        614 k  1.23 MB',
      '  activation  512 → 512           0            0      0 B',
      '  dense       512 → 1           513       1.02 k  2.05 kB',
      '',
    ].join('\n'),
  );
});

test('there is nothing to say where there is no network', () => {
  expect(networkText(null, output)).toBe('');
  expect(networkText([], output)).toBe('');
});
