import { FoldwiseError } from '@foldwise/core';

/** Ends an inference: the folder is not one that a competition can be made of. */
export function refuseFolder(where: string, message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'data', where, hint });
}

/** Names in quotes, the first dozen of them. */
export function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return shown.join(', ') + (names.length > 12 ? ` and ${names.length - 12} more` : '');
}
