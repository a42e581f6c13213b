/** A page of a search: what it holds, and the token of the next where there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** What all searches share. */
export interface PageOptions {
  /** How many the server sends at once; a smaller number uses less memory, a larger one fewer requests. */
  readonly pageSize?: number;
}

/**
 * Walks all pages, asking for the next when the last is used up: who leaves the loop early asks no more. Each walk begins anew.
 *
 * @example
 * for await (const run of client.runs.search({ experimentIds: ['1'] })) console.log(run.name);
 */
export function pages<T>(ask: (token: string | undefined) => Promise<Page<T>>): AsyncIterable<T> {
  return {
    async *[Symbol.asyncIterator]() {
      let token: string | undefined;
      do {
        const page: Page<T> = await ask(token);
        yield* page.items;
        // An empty token, or the same again, would ask for the same page for ever.
        token = page.next === '' || page.next === token ? undefined : page.next;
      } while (token !== undefined);
    },
  };
}
