import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { ownManifest } from '../manifest.ts';

/** The Node and the machine that this runs on. */
export interface MachineFacts {
  readonly node: string;
  readonly path: string;
  /** The range of versions that foldwise is made for. */
  readonly needed: string;
  readonly isRecentEnough: boolean;
  readonly platform: string;
  readonly architecture: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
}

/** Whether a version "26.10.0" is at least that of ">=22.18". */
export function isAtLeast(version: string, needed: string): boolean {
  const parts = (text: string) => text.replace(/^\D*/, '').split('.').map(Number);
  const [have, least] = [parts(version), parts(needed)];
  const at = least.findIndex((part, i) => part !== (have[i] ?? 0));
  return at < 0 || (have[at] ?? 0) > least[at]!;
}

export function examineMachine(): MachineFacts {
  const needed = ownManifest().engines?.['node'] ?? '>=0';
  return {
    node: process.versions.node,
    path: process.execPath,
    needed,
    isRecentEnough: isAtLeast(process.versions.node, needed),
    platform: process.platform,
    architecture: process.arch,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
  };
}
