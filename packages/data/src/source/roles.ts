import { FoldwiseError } from '@foldwise/core';
import type { Schema } from '../table/schema.ts';
import { nameOfRole } from '../table/schema.ts';

/** The names of the id and target columns, which a competition's schema must state. */
export function rolesOf(schema: Schema, where: string): { readonly id: string; readonly target: string } {
  const [id, target] = [nameOfRole(schema, 'id'), nameOfRole(schema, 'target')];
  if (id === undefined) throw lacking('id', where);
  if (target === undefined) throw lacking('target', where);
  return { id, target };
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
