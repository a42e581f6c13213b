import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MlflowError } from '../mlflow-error.ts';

/** How a server is started. */
export interface LocalServerOptions {
  /** From `mlflowPython`. */
  readonly python: string;
  /** Holds its database, artifacts and log; what is there already is served again. */
  readonly folder: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Asks for user and password (MLflow's app `basic-auth`, which wants `mlflow[auth]`): those of the administrator it begins with. */
  readonly administrator?: { readonly username: string; readonly password: string };
  /** More of the environment, say `MLFLOW_ALLOW_FILE_STORE: 'true'`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where runs are kept; a SQLite file in the folder unless given. */
  readonly store?: string;
}

/** A tracking server on loopback. */
export interface LocalServer {
  readonly uri: string;
  readonly port: number;
  /** Ends it and waits until it has. */
  stop(): Promise<void>;
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (isOver(child) || child.pid === undefined) return;
  const over = new Promise((done) => child.once('exit', done));
  // It starts processes of its own, which are in its group.
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // Already gone.
    }
  };
  kill('SIGTERM');
  const forced = setTimeout(() => kill('SIGKILL'), 10_000);
  await over;
  clearTimeout(forced);
  kill('SIGKILL');
}

/**
 * Starts a real MLflow server on loopback, for tests of what talks to one, and waits until it answers: from ten seconds to a minute.
 *
 * @example
 * const server = await localServer({ python: mlflowPython()!, folder: mkdtempSync(join(tmpdir(), 'mlflow-')) });
 * const client = mlflowClient({ uri: server.uri });
 * await server.stop();
 */
export async function localServer(options: LocalServerOptions): Promise<LocalServer> {
  const { python, folder, administrator } = options;
  mkdirSync(folder, { recursive: true });
  const port = options.port ?? (await freePort());
  const uri = `http://127.0.0.1:${port}`;
  const log = join(folder, 'server.log');
  const args = [
    '-m',
    'mlflow',
    'server',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--workers',
    '1',
    '--backend-store-uri',
    options.store ?? `sqlite:///${join(folder, 'mlflow.db')}`,
    '--artifacts-destination',
    join(folder, 'artifacts'),
    ...(administrator === undefined ? [] : ['--app-name', 'basic-auth']),
  ];
  const child = spawn(python, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // Neither another server nor someone's credentials, and no processes for jobs.
      MLFLOW_TRACKING_URI: '',
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
      ...(administrator === undefined ? {} : authentication(folder, administrator)),
      ...options.environment,
    },
  });
  const output = createWriteStream(log);
  child.stdout.pipe(output);
  child.stderr.pipe(output);
  // A test that is killed takes its servers along.
  const atExit = (): void => void (child.pid !== undefined && !isOver(child) && process.kill(-child.pid));
  process.once('exit', atExit);
  const stop = async (): Promise<void> => {
    await end(child);
    process.off('exit', atExit);
  };
  for (let tries = 0; tries < 600; tries++) {
    if (
      await fetch(`${uri}/health`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { uri, port, stop };
    if (isOver(child)) break;
    await wait(200);
  }
  await stop();
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  throw new MlflowError(`the server did not come up:\n${lines}`, { code: 'CONFIGURATION', where: python });
}

/** Users in a file of the folder. Passwords that were right once are kept for a while: checking one takes the server a second. */
function authentication(
  folder: string,
  { username, password }: NonNullable<LocalServerOptions['administrator']>,
): Readonly<Record<string, string>> {
  const configuration = join(folder, 'users.ini');
  const lines = [
    '[mlflow]',
    'default_permission = READ',
    `database_uri = sqlite:///${join(folder, 'users.db')}`,
    'authorization_function = mlflow.server.auth:authenticate_request_basic_auth',
    'auth_cache_ttl_seconds = 3600',
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  return {
    MLFLOW_AUTH_CONFIG_PATH: configuration,
    MLFLOW_FLASK_SERVER_SECRET_KEY: 'of a test',
    MLFLOW_AUTH_ADMIN_USERNAME: username,
    MLFLOW_AUTH_ADMIN_PASSWORD: password,
  };
}
