import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCredentials } from './credentials-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'mlflow-credentials-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a credentials file is read as Python does', () => {
  const path = join(folder, 'credentials');
  writeFileSync(
    path,
    [
      '; a comment',
      '[other]',
      'mlflow_tracking_username = eve',
      '[mlflow]',
      '# another',
      'MLFLOW_Tracking_Username = ada',
      'mlflow_tracking_password: p=a:ss #1',
      '',
    ].join('\r\n'),
  );
  expect(readCredentials(path)).toEqual({ username: 'ada', password: 'p=a:ss #1' });
});

it('a credentials file that is not there holds nothing', () => {
  expect(readCredentials(join(folder, 'none'))).toEqual({});
});
