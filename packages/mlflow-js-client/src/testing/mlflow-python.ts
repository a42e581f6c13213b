import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
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

/** A Python script that answers questions, one at a time. */
export interface PythonReader {
  /** What it says to these words. */
  ask(...words: readonly string[]): Promise<unknown>;
  /** Ends it. */
  stop(): void;
}

/**
 * Starts a script that reads JSON lists from its input, a line each, and prints a line of JSON for each: how tests read back what was
 * written, by the server's own client, which takes seconds to import and so is started once.
 */
export function pythonReader(
  python: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): PythonReader {
  const child = spawn(python, [script], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let complaints = '';
  child.stderr.on(
    'data',
    (chunk: Buffer) => (complaints = (complaints + chunk.toString('utf8')).slice(-4000)),
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (...words) => {
      child.stdin.write(`${JSON.stringify(words)}\n`);
      const line = await lines.next();
      if (line.done !== true) return JSON.parse(line.value) as unknown;
      throw new MlflowError(`ended:\n${complaints}`, { code: 'CONFIGURATION', where: script });
    },
    stop: () => void child.kill(),
  };
}
