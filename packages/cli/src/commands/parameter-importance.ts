import { sweepImportances } from '@foldwise/experiments';
import { openNamed } from '../competitions/open-named.ts';
import type { Io } from '../io.ts';
import { printJson } from '../render/json.ts';
import { parameterImportanceText } from '../render/parameter-importance.ts';

interface Args {
  readonly sweep: string | undefined;
  readonly seed: number | undefined;
  readonly data: string | undefined;
  readonly json: boolean | undefined;
}

/** How much each parameter of a sweep mattered: `importance --of parameters`. Reads journals, trains nothing. */
export async function parameterImportance(
  competition: string,
  { sweep, seed, data, json }: Args,
  io: Io,
): Promise<void> {
  const measured = sweepImportances(await openNamed(competition, io, data), {
    ...(sweep !== undefined && { sweep }),
    ...(seed !== undefined && { seed }),
  });
  if (json === true) printJson(io, measured);
  else io.out.write(parameterImportanceText(competition, measured, io.out));
}
