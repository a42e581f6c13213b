import { FoldwiseError } from '@foldwise/core/base';
import type { Schema } from '../table/schema.ts';
import { nameOfRole, namesOfRole } from '../table/schema.ts';

/** The names of the id and target columns, which a competition's schema must state. */
export interface Roles {
  readonly id: string;
  /** One or more. */
  readonly targets: readonly string[];
}

/** Reads the roles off a schema. */
export function rolesOf(schema: Schema, where: string): Roles {
  const id = nameOfRole(schema, 'id');
  const targets = namesOfRole(schema, 'target');
  if (id === undefined) throw lacking('id', where);
  if (targets.length === 0) throw lacking('target', where);
  return { id, targets };
}

function lacking(role: string, where: string): FoldwiseError {
  return new FoldwiseError(
    `expected a schema with ${role === 'id' ? 'an' : 'a'} ${role}() column, got none`,
    {
      code: 'input',
      where,
      hint: `make the ${role} column ${role}()`,
    },
  );
}
