import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that the files of a folder hold, hidden ones too; links are not followed. For looking for what must not be there. */
export function textsIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textsIn(path);
      return entry.isFile() ? readFileSync(path, 'latin1') : '';
    })
    .join('\n');
}
