import { FoldwiseError } from '@foldwise/core';

/** Refuses a name that cannot stand in a path, a run's id and a command line without quotes. */
export function checkSlug(name: unknown, where: string, what: string): void {
  if (typeof name === 'string' && /^[a-z0-9][a-z0-9._-]*$/i.test(name)) return;
  const suggestion =
    typeof name === 'string'
      ? name
          .trim()
          .toLowerCase()
          .replaceAll(/[^a-z0-9._-]+/g, '-')
          .replaceAll(/^[^a-z0-9]+|-+$/g, '')
      : '';
  throw new FoldwiseError(
    `expected the name of a ${what} of letters, digits, ".", "_" and "-", got ${JSON.stringify(name)}`,
    { code: 'input', where, hint: `pass name: "${suggestion === '' ? 'my-' + what : suggestion}"` },
  );
}
