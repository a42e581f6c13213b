import type { Plot } from '@foldwise/plot';

/** A number with its name, or words in the place of a number. */
export type Figure = number | string;

/** Rows under titles. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Figure[])[];
}

/** One thing that a program said. */
export type Entry =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'figures'; readonly figures: Readonly<Record<string, Figure>> }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'plot'; readonly plot: Plot };

/** To whom a program speaks, and all that it can do to the outside: a terminal, a page and a test listen alike. */
export interface Report {
  /** A paragraph. */
  say(text: string): void;
  /** Numbers by their names, each name once in a program. They are shown rounded and handed on whole. */
  figures(figures: Readonly<Record<string, Figure>>): void;
  table(columns: readonly string[], rows: readonly (readonly Figure[])[]): void;
  plot(plot: Plot): void;
  /** How far a long run is. Nothing of it stays. */
  progress(done: number, total: number, words?: string): void;
}

/** How far a run is, with a few words on where it stands. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly words: string;
}

/** A report that passes on what is said, entry by entry. */
export function reportTo(
  listen: (entry: Entry) => void,
  follow: (progress: Progress) => void = () => {},
): Report {
  return Object.freeze({
    say: (text) => listen({ kind: 'words', text }),
    figures: (figures) => listen({ kind: 'figures', figures }),
    table: (columns, rows) => listen({ kind: 'table', table: { columns, rows } }),
    plot: (plot) => listen({ kind: 'plot', plot }),
    progress: (done, total, words = '') => follow({ done, total, words }),
  } satisfies Report);
}
