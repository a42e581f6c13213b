import type { Diagnostics } from '@foldwise/experiments';

/** What `/api/competitions/<slug>/runs/<study>/<trial>/diagnostics` answers: what the out-of-fold predictions get right and how they err. */
export interface DiagnosticsPage {
  readonly run: string;
  readonly diagnostics: Diagnostics;
}
