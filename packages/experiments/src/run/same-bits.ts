import type { Tier } from '@foldwise/core';

/** `revectorised` computes the bits of `relaxed`; each of the others has bits of its own. */
const rounding: Readonly<Record<Tier, string>> = {
  revectorised: 'a multiplication and addition in one rounding',
  relaxed: 'a multiplication and addition in one rounding',
  plain: 'a multiplication and addition in two roundings',
  reference: 'double precision',
};

/** Whether a training ends in the same bits on either tier. */
export function sameBits(one: Tier, other: Tier): boolean {
  return rounding[one] === rounding[other];
}

/** What to tell where a study goes on with other bits than it was begun with; undefined where it does not. */
export function noteOnBits(study: string, before: Tier | null | undefined, now: Tier): string | undefined {
  if (before === null || before === undefined || sameBits(before, now)) return undefined;
  return (
    `${study} was begun on the tier "${before}" (${rounding[before]}) and goes on on "${now}" (${rounding[now]}): ` +
    'what is trained from now on differs in the last digits from what it would have been there; with --portable no machine differs'
  );
}
