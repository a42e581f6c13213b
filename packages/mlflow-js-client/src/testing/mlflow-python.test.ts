import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { mlflowPython } from './mlflow-python.ts';

afterEach(() => void vi.unstubAllEnvs());

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlflow-python-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  vi.stubEnv('MLFLOW_PYTHON', '');
  vi.stubEnv('REQUIRE_MLFLOW', '');
  return folder;
}

it('is looked for in .venv-mlflow, here and above, unless a variable names it', () => {
  const folder = emptyFolder();
  const python = join(folder, '.venv-mlflow', 'bin', 'python');
  mkdirSync(join(folder, '.venv-mlflow', 'bin'), { recursive: true });
  writeFileSync(python, '');
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  expect(mlflowPython(join(folder, 'a', 'b'))).toBe(python);
  vi.stubEnv('MLFLOW_PYTHON', '/usr/bin/python3');
  expect(mlflowPython(folder)).toBe('/usr/bin/python3');
});

it('is nothing where there is none, for tests to skip, and an error where they must not', () => {
  const folder = emptyFolder();
  expect(mlflowPython(folder)).toBeUndefined();
  vi.stubEnv('REQUIRE_MLFLOW', '1');
  expect(() => mlflowPython(folder)).toThrow(
    /^REQUIRE_MLFLOW=1: expected a virtual environment with MLflow in .venv-mlflow, got none — make one by/,
  );
});
