import { MlflowError } from '../mlflow-error.ts';

function refuse(path: string, fault: string): never {
  const message = `expected a path like model/weights.bin, got ${JSON.stringify(path.slice(0, 80))}: ${fault}`;
  throw new MlflowError(message, {
    code: 'INVALID_PARAMETER_VALUE',
    where: 'the path of an artifact',
    hint: 'give it another name',
  });
}

/**
 * A relative path as a URL wants it, or an error where the server would refuse it (`#`, `..`, an absolute path), its Python client could
 * not read it back (`?`), or it would get another name: it decodes paths once more than it should, so that `50%20.txt` would become `50 .txt`.
 */
export function encodeArtifactPath(path: string): string {
  if (path === '') refuse(path, 'it is empty');
  if (path.includes('#')) refuse(path, 'it contains "#"');
  if (path.includes('?')) refuse(path, 'it contains "?", which MLflow\'s own client cannot read back');
  if (path.includes('\\')) refuse(path, 'it contains a backslash');
  if (/%[0-9A-Fa-f]{2}/.test(path)) refuse(path, 'it contains an escape, which the server would decode');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001F\u007F]/.test(path)) refuse(path, 'it contains a control character');
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) refuse(path, 'it is no tidy path');
  return parts.map(encodeURIComponent).join('/');
}
