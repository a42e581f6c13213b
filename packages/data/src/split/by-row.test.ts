import { expect, test } from 'vitest';
import { groupKFold } from './group-k-fold.ts';
import { holdOut } from './hold-out.ts';
import { kFold } from './k-fold.ts';
import { leaveOneGroupOut } from './leave-one-group-out.ts';
import { nested } from './nested.ts';
import { predefined } from './predefined.ts';
import { purgedKFold } from './purged-k-fold.ts';
import { repeated } from './repeated.ts';
import { stratifiedGroupKFold } from './stratified-group-k-fold.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';
import { timeSeriesSplit } from './time-series-split.ts';

const byGroup = groupKFold({ by: 'patient' });

test.each([
  kFold(),
  stratifiedKFold(),
  holdOut(),
  repeated(kFold(), 2),
  nested({ outer: kFold(), inner: byGroup }),
])('$spec.kind deals rows one by one', (splitter) => expect(splitter.isByRow).toBe(true));

test.each([
  kFold({ shuffle: false }),
  byGroup,
  stratifiedGroupKFold({ by: 'patient' }),
  leaveOneGroupOut({ by: 'patient' }),
  timeSeriesSplit({ by: 'day' }),
  purgedKFold(),
  predefined({ column: 'fold' }),
  repeated(byGroup, 2),
  nested({ outer: byGroup, inner: kFold() }),
])('$spec.kind keeps rows together', (splitter) => expect(splitter.isByRow ?? false).toBe(false));
