const SECONDS_A_DAY = 86_400n;

/** `2024-01-31` for days since 1970-01-01. */
export function isoDate(days: number): string {
  return new Date(days * 86_400_000).toISOString().replace(/T.*$/, '');
}

/** `12:34:56`, with the fraction where there is one, for units since midnight; `perSecond` is 1000n, 1000000n or 1000000000n. */
export function isoTime(units: bigint, perSecond: bigint): string {
  const seconds = units / perSecond;
  const parts = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  const fraction = units % perSecond;
  return fraction === 0n ? clock : `${clock}.${String(fraction).padStart(String(perSecond).length - 1, '0')}`;
}

/** `2024-01-31T12:34:56.789` for units since 1970-01-01, with no digit lost. */
export function isoTimestamp(units: bigint, perSecond: bigint): string {
  const perDay = SECONDS_A_DAY * perSecond;
  const rest = ((units % perDay) + perDay) % perDay;
  return `${isoDate(Number((units - rest) / perDay))}T${isoTime(rest, perSecond)}`;
}
