import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user and password of a credentials file; either may be missing. */
export interface FileCredentials {
  readonly username?: string;
  readonly password?: string;
}

/** Where MLflow's Python client keeps them: `~/.mlflow/credentials`. */
export function credentialsPath(): string {
  return join(homedir(), '.mlflow', 'credentials');
}

/**
 * Reads the section `[mlflow]` of an INI file as Python's configparser does: `mlflow_tracking_username = ada`, keys in any case, `=` or
 * `:`, whole lines of `#` or `;` as comments. A file that is not there holds nothing.
 */
export function readCredentials(path: string = credentialsPath()): FileCredentials {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  const found: Record<string, string> = {};
  let section = '';
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    const heading = /^\[(.*)\]$/.exec(line);
    const entry = /^([^=:#;]+?)\s*[=:]\s*(.*)$/.exec(line);
    if (heading) section = heading[1]!;
    else if (entry && section === 'mlflow') found[entry[1]!.toLowerCase()] = entry[2]!;
  }
  const username = found['mlflow_tracking_username'];
  const password = found['mlflow_tracking_password'];
  return { ...(username === undefined ? {} : { username }), ...(password === undefined ? {} : { password }) };
}
