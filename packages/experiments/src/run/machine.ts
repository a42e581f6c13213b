import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Tier } from '@foldwise/core';

/** Where and with what a study ran. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
  /** How the compiled executor ran its kernels; null where the journal is older than the question. */
  readonly tier: Tier | null;
  /** Whether results with the same bits on all hardware were asked for. */
  readonly portable: boolean;
  /** Version of @foldwise/experiments. */
  readonly foldwise: string;
  /** The commit of the competition's folder, where it is in git. */
  readonly commit: string | null;
  /** Whether tracked files differed from that commit. */
  readonly dirty: boolean | null;
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** What git answers in this folder; null where there is no git, no repository or no commit. */
function git(directory: string, ...words: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', directory, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5000,
    }).trim();
  } catch {
    return null;
  }
}

/** This machine, how it computes, and the state of git in the competition's folder. */
export function describeMachine(directory: string, compute: Pick<Machine, 'tier' | 'portable'>): Machine {
  const commit = git(directory, 'rev-parse', 'HEAD');
  const changes = commit === null ? null : git(directory, 'status', '--porcelain', '--untracked-files=no');
  return {
    platform: process.platform,
    architecture: process.arch,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
    tier: compute.tier,
    portable: compute.portable,
    foldwise: packageVersion(),
    commit,
    dirty: changes === null ? null : changes !== '',
  };
}
