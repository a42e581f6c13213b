import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MlflowError } from '../mlflow-error.ts';

/**
 * A Python that can import MLflow: `MLFLOW_PYTHON`, else `.venv-mlflow/bin/python` in this folder or one above. Where there is none,
 * nothing, for tests to skip; with `REQUIRE_MLFLOW=1` an error, so that they are not skipped where they have to run.
 *
 * @example
 * describe.skipIf(mlflowPython() === undefined)('a client of a real server', () => {});
 */
export function mlflowPython(from: string = process.cwd()): string | undefined {
  const given = process.env['MLFLOW_PYTHON'];
  if (given !== undefined && given !== '') return given;
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const python = join(folder, '.venv-mlflow', 'bin', 'python');
    if (existsSync(python)) return python;
    if (folder === dirname(folder)) break;
  }
  if (process.env['REQUIRE_MLFLOW'] !== '1') return undefined;
  throw new MlflowError('expected a virtual environment with MLflow in .venv-mlflow, got none', {
    code: 'CONFIGURATION',
    where: 'REQUIRE_MLFLOW=1',
    hint: 'make one by packages/mlflow-js-client/test/install-mlflow.sh',
  });
}

/**
 * Runs a Python script with what the server's own client needs, and gives the JSON that it prints: how tests read back what was
 * written.
 */
export function askPython(
  python: string,
  script: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): unknown {
  const done = spawnSync(python, [script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...environment },
  });
  if (done.status !== 0) {
    throw new MlflowError(`failed:\n${done.stderr.slice(-4000)}`, { code: 'CONFIGURATION', where: script });
  }
  return JSON.parse(done.stdout) as unknown;
}
