import type { SourceFile } from '@foldwise/data';
import { htmlTable } from './html-page.ts';
import { formatBytes } from './number.ts';

/** The data files by what is in them. */
export function filesTable(files: readonly SourceFile[]): string {
  return htmlTable(
    [{ title: 'file' }, { title: 'size', isNumber: true }, { title: 'sha256' }],
    files.map(({ path, bytes, sha256 }) => [path, formatBytes(bytes), sha256]),
  );
}
