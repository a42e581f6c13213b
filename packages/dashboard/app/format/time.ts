/** How long, in the two units that tell. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How long ago, as one says it. */
export function ago(at: string | null, now: number): string {
  if (at === null) return '–';
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  if (seconds < 60) return 'just now';
  const units = [
    [60, 'min'],
    [3600, 'h'],
    [86_400, 'd'],
  ] as const;
  const [length, unit] = units.findLast(([each]) => seconds >= each)!;
  return `${Math.floor(seconds / length)} ${unit} ago`;
}

/** The moment, as the reader's machine writes it. */
export function moment(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
