import type { Report } from '@foldwise/experiments';

/** The command lines that make the run again, from the same sources and data. */
export function repeatCommands({ competition, run, search }: Report): readonly string[] {
  const { row, machine, blend } = run;
  const seed = row.seed === 0 ? '' : ` --seed ${row.seed}`;
  const portable = machine?.portable === true ? ' --portable' : '';
  const states = Object.values(search?.states ?? {}).reduce((sum, count) => sum + count, 0);
  const made = {
    sweep: `foldwise sweep ${competition} ${row.name} --trials ${states}${seed}${portable}`,
    cv: `foldwise cv ${competition} ${row.name}${seed}${portable}`,
    blend: `foldwise blend ${competition} --from ${(blend?.members ?? []).map((member) => member.run).join(' ')}${seed}`,
  };
  return [
    made[row.kind],
    `foldwise show ${competition} ${row.id}`,
    `foldwise submit ${competition} ${row.id}`,
  ];
}
