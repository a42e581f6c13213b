import { FoldwiseError } from '@foldwise/core/base';

/** Text that UTF-8 can hold; half a surrogate pair it cannot. */
export function checkText(text: string, column: string): void {
  if (text.isWellFormed()) return;
  throw new FoldwiseError(
    `expected well-formed Unicode, got half a surrogate pair in ${JSON.stringify(text)}`,
    {
      code: 'data',
      where: `column "${column}"`,
      hint: 'take that character out: UTF-8 cannot hold it',
    },
  );
}
