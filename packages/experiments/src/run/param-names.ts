/** The names of the parameters of several runs, in the order in which they first appear. */
export function paramNames(runs: readonly { readonly params: object }[]): readonly string[] {
  return [...new Set(runs.flatMap((run) => Object.keys(run.params)))];
}
