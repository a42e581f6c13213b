import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, awaitLock } from './lock.ts';
import { isAlive, thisProcess } from './process-identity.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foldwise-lock-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  rmSync(folder, { recursive: true, force: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A process that tries to take the lock, says how that went, and then waits. */
async function taker(): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { acquireLock } from ${JSON.stringify(new URL('lock.ts', import.meta.url).href)};
    try { acquireLock(${JSON.stringify(folder)}); console.log('taken'); }
    catch (error) { console.log(error.message); }
    setTimeout(() => {}, 60_000);`;
  const args = ['--conditions=@foldwise/source', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [said]: unknown[] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

function writeHolder(holder: object): void {
  writeFileSync(join(folder, 'writer-1.lock'), JSON.stringify(holder));
}

// Starting processes takes long on a machine that is busy with the other tests.
const patience = { timeout: 60_000 };

describe('acquireLock', patience, () => {
  it('is held until it is released, and can be taken again then', () => {
    const lock = acquireLock(folder);
    expect(() => acquireLock(folder)).toThrow(
      `${folder}: process ${process.pid} is writing here, and there can be one writer at a time — wait for it, or stop it with: kill ${process.pid}`,
    );
    lock.release();
    lock.release();
    const next = acquireLock(folder);
    lock.release();
    expect(() => acquireLock(folder)).toThrow(/is writing here/);
    next.release();
  });

  it('leaves one small file, however often it is taken', () => {
    for (let i = 0; i < 5; i++) acquireLock(folder).release();
    expect(readdirSync(folder)).toEqual(['writer-5.lock']);
  });

  it('makes the folder', () => {
    acquireLock(join(folder, 'a', 'b')).release();
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['writer-1.lock']);
  });

  it('is refused while another process holds it, and taken over at once when that one was killed', async () => {
    const { child, said } = await taker();
    expect(said).toBe('taken');
    expect(() => acquireLock(folder)).toThrow(`process ${child.pid} is writing here`);
    await kill(child);
    expect(() => acquireLock(folder)).not.toThrow();
  });

  it('goes to exactly one of many processes that want to take over at the same time', async () => {
    writeHolder({ pid: 2 ** 22 + 1, host: hostname(), started: 'long ago' });
    const takers = await Promise.all(Array.from({ length: 4 }, taker));
    expect(takers.filter(({ said }) => said === 'taken')).toHaveLength(1);
    expect(takers.filter(({ said }) => said.includes('is writing here'))).toHaveLength(3);
  });

  it('is taken over where the number of the process that was killed belongs to another one now', () => {
    writeHolder({ ...thisProcess(), started: 'before the last start of the machine' });
    const lock = acquireLock(folder);
    expect(JSON.parse(readFileSync(join(folder, 'writer-2.lock'), 'utf8'))).toEqual(thisProcess());
    lock.release();
  });

  it('is not taken from a process on another machine, which cannot be asked', () => {
    writeHolder({ pid: 4321, host: 'another-machine', started: '' });
    expect(() => acquireLock(folder)).toThrow(
      `process 4321 on another-machine is writing here, and there can be one writer at a time — wait for it; if it no longer runs, delete ${join(folder, 'writer-1.lock')}`,
    );
  });

  it('says what to do about a file that it cannot read', () => {
    writeFileSync(join(folder, 'writer-1.lock'), 'garbage');
    expect(() => acquireLock(folder)).toThrow(
      /writer-1\.lock: expected a lock file that names a process, got something else — if nothing else/,
    );
  });

  it('names the folder that cannot be written to', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => acquireLock(join(folder, 'file'))).toThrow(/file: could not make this folder/);
  });
});

describe('isAlive', patience, () => {
  it('knows this process, and one that has ended', async () => {
    expect(isAlive(thisProcess())).toBe(true);
    const { child } = await taker();
    const other = JSON.parse(readFileSync(join(folder, 'writer-1.lock'), 'utf8'));
    expect(isAlive(other)).toBe(true);
    await kill(child);
    expect(isAlive(other)).toBe(false);
  });
});

describe('awaitLock', () => {
  it('has the lock as soon as its holder releases it', async () => {
    const lock = acquireLock(folder);
    let released = false;
    setTimeout(() => {
      released = true;
      lock.release();
    }, 60);
    const next = await awaitLock(folder);
    expect(released).toBe(true);
    next.release();
  });

  it('gives up where the holder keeps it', async () => {
    const lock = acquireLock(folder);
    await expect(awaitLock(folder, 0.05)).rejects.toThrow(/is writing here, and there can be one writer/);
    lock.release();
  });
});
