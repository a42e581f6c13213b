import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that no other one can be taken for, not even one that gets the same number later. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When it was started, as the system tells it; empty where the system does not. */
  readonly started: string;
}

interface LinuxStat {
  readonly state: string;
  readonly startTicks: string;
}

function linuxStat(pid: number): LinuxStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program, in brackets, may hold spaces and brackets: fields are counted after the last one. See proc(5).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, startTicks: fields[19]! };
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function startedByPs(pid: number): string {
  if (process.platform === 'win32') return '';
  try {
    const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** When a process was started; undefined where it does not run (one that has ended but is not yet reaped does not). */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux' && linuxStat(process.pid) !== undefined) {
    const stat = linuxStat(pid);
    return stat === undefined || 'ZX'.includes(stat.state) ? undefined : `${bootId()}/${stat.startTicks}`;
  }
  return isRunning(pid) ? startedByPs(pid) : undefined;
}

/** Of the process that asks. */
export function thisProcess(): ProcessIdentity {
  return identityOf(process.pid) ?? { pid: process.pid, host: hostname(), started: '' };
}

/** Of the process that has this number on this machine now; undefined where none has. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, host: hostname(), started };
}

/** Whether that very process still runs; `"unknown"` for one on another machine. */
export function isAlive(other: ProcessIdentity): boolean | 'unknown' {
  if (other.host !== hostname()) return 'unknown';
  const started = startOf(other.pid);
  if (started === undefined) return false;
  return started === other.started || started === '' || other.started === '';
}
