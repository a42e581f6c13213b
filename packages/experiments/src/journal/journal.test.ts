import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diskOf, systemError } from './failing-disk.ts';
import { realFileCalls } from './file-calls.ts';
import { openJournal } from './journal.ts';
import { parseJournal, readJournal } from './read-journal.ts';

const schema = z.object({ trial: z.number(), score: z.union([z.number(), z.nan()]), note: z.string() });
const events = [
  { trial: 0, score: 0.25, note: 'first' },
  { trial: 1, score: Number.NaN, note: 'größer, "quoted"\nand 🂡' },
  { trial: 2, score: -0, note: '~tilde' },
];

// Many small writes, each on the disk before the next: slow where the disk is busy.
const patience = { timeout: 60_000 };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foldwise-journal-'));
  path = join(folder, 'study', 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(): Buffer {
  const journal = openJournal(path, schema);
  for (const event of events) journal.append(event);
  journal.close();
  return readFileSync(path);
}

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    if (error instanceof FoldwiseError) return error.message;
    throw error;
  }
  return 'nothing was thrown';
}

describe('a journal', () => {
  it('gives back what was appended, NaN, −0 and newlines in strings included', () => {
    written();
    expect(readJournal(path, schema)).toEqual({
      events,
      soundBytes: readFileSync(path).length,
      tornBytes: 0,
    });
  });

  it('is one line an event, numbered and with a checksum', () => {
    const [first] = written().toString().split('\n');
    // printf '0:{"note":"first","score":0.25,"trial":0}' | sha256sum
    expect(first).toBe('{"sum":"4eba3ddaa6ee85cc","seq":0,"event":{"note":"first","score":0.25,"trial":0}}');
  });

  it('goes on where it was when opened again', () => {
    written();
    const again = openJournal(path, schema);
    expect(again.events).toEqual(events);
    again.append(events[0]!, events[1]!);
    again.close();
    expect(readJournal(path, schema).events).toEqual([...events, events[0], events[1]]);
  });

  it('has no events where there is no file', () => {
    expect(readJournal(path, schema).events).toEqual([]);
  });

  it('waits for the disk with what is appended, and not with what is announced', () => {
    let syncs = 0;
    const fsync = (file: number): void => {
      syncs++;
      realFileCalls.fsync(file);
    };
    const journal = openJournal(path, schema, { ...realFileCalls, fsync });
    journal.append(events[0]!);
    const before = syncs;
    journal.announce(events[1]!);
    expect(syncs).toBe(before);
    expect(readJournal(path, schema).events).toEqual(events.slice(0, 2));
    journal.append(events[2]!);
    expect(syncs).toBe(before + 1);
    journal.close();
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
    expect(readJournal(path, schema).events).toEqual(events);
  });

  it('refuses to append after it was closed', () => {
    const journal = openJournal(path, schema);
    journal.close();
    journal.close();
    expect(messageOf(() => journal.append(events[0]!))).toBe(
      `${path}: expected an open journal, got a closed one`,
    );
  });

  it('refuses an event that is not plain data before a byte is written', () => {
    const journal = openJournal(path, z.any());
    expect(messageOf(() => journal.append({ trial: 0 }, { when: new Date(0) }))).toMatch(
      /at when: .* an instance of Date/,
    );
    journal.append({ trial: 1 });
    journal.close();
    expect(readJournal(path, z.any()).events).toEqual([{ trial: 1 }]);
  });

  it('names file, line and member of an event that this version does not know', () => {
    written();
    const other = z.object({ trial: z.string() });
    expect(messageOf(() => readJournal(path, other))).toMatch(
      new RegExp(
        `^${path}:1: expected an event that this version of foldwise knows, got another at trial: .* — use the version`,
      ),
    );
  });
});

describe('a journal that was cut off', patience, () => {
  it('is read as a beginning of what was appended, wherever it was cut', () => {
    const bytes = written();
    const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([i]) => i);
    for (let length = 0; length <= bytes.length; length++) {
      const contents = parseJournal(bytes.subarray(0, length), schema, path);
      // A line that lacks only its newline is whole.
      const whole = ends.filter((end) => end <= length).length;
      expect(contents.events, `cut after ${length} bytes`).toEqual(events.slice(0, whole));
      expect(contents.damage).toBeUndefined();
      expect(contents.soundBytes + contents.tornBytes).toBe(length);
    }
  });

  it('is never changed by a reader', () => {
    const bytes = written();
    truncateSync(path, bytes.length - 5);
    readJournal(path, schema);
    expect(readFileSync(path)).toEqual(bytes.subarray(0, -5));
  });

  it('can be gone on with, wherever it was cut', () => {
    const bytes = written();
    for (let length = 0; length <= bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length));
      const journal = openJournal(path, schema);
      const kept = journal.events.length;
      journal.append(...events.slice(kept));
      journal.close();
      expect(readFileSync(path), `cut after ${length} bytes`).toEqual(bytes);
    }
  });
});

describe('a journal that was damaged', patience, () => {
  it('is never read wrongly, whichever bit is flipped', () => {
    const bytes = written();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const contents = parseJournal(flipped, schema, path);
      const before = events.slice(0, bytes.subarray(0, bit >> 3).filter((byte) => byte === 10).length);
      expect(contents.events, `bit ${bit}`).toEqual(before);
      // Only in the last line can a flip look like a line that was cut off.
      expect(contents.damage !== undefined || before.length === 2, `bit ${bit}`).toBe(true);
    }
  });

  it('says where a line is missing, and which events after it are sound', () => {
    const lines = written().toString().split('\n');
    writeFileSync(path, [lines[0], lines[2], ''].join('\n'));
    const { events: read, damage } = readJournal(path, schema);
    expect(read).toEqual([events[0]]);
    expect(damage).toEqual({
      line: 2,
      offset: lines[0]!.length + 1,
      after: [events[2]],
      message: `${path}:2: this line (at byte ${lines[0]!.length + 1}) has the sequence number 2 where 1 is due: a line is missing; 1 sound before it, 1 after`,
    });
  });

  it('says that a line is doubled', () => {
    const lines = written().toString().split('\n');
    writeFileSync(path, [lines[0], lines[0], lines[1], ''].join('\n'));
    expect(readJournal(path, schema).damage?.message).toMatch(
      /2: .* number 0 where 1 is due: a line is doubled/,
    );
  });

  it('is kept whole beside the journal, which goes on from the sound lines', () => {
    const bytes = written();
    const flipped = Uint8Array.from(bytes);
    flipped[bytes.indexOf(10) + 45]! ^= 1;
    writeFileSync(path, flipped);
    const journal = openJournal(path, schema);
    expect(journal.events).toEqual([events[0]]);
    expect(journal.damage).toMatchObject({ line: 2, after: [events[2]] });
    expect(readFileSync(journal.damage!.copy)).toEqual(Buffer.from(flipped));
    journal.append(events[1]!, ...journal.damage!.after);
    journal.close();
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(join(folder, 'study'))).toHaveLength(2);
  });

  it('stays as it was where there is no space for the copy', () => {
    const bytes = written();
    const flipped = Uint8Array.from(bytes);
    flipped[20]! ^= 1;
    writeFileSync(path, flipped);
    expect(messageOf(() => openJournal(path, schema, diskOf(100)))).toMatch(/damaged-.*: the disk is full/);
    expect(readFileSync(path)).toEqual(Buffer.from(flipped));
    expect(readdirSync(join(folder, 'study'))).toEqual(['journal.jsonl']);
  });
});

describe('a journal on a full disk', patience, () => {
  it('names the file and what to do, keeps what was there, and goes on once there is space', () => {
    const bytes = written();
    const last = bytes.subarray(bytes.lastIndexOf(10, -2) + 1);
    for (let free = 0; free < last.length; free++) {
      truncateSync(path, bytes.length - last.length);
      const disk = diskOf(free);
      const journal = openJournal(path, schema, disk);
      expect(messageOf(() => journal.append(events[2]!))).toBe(
        `${path}: could not write ${last.length} bytes: the disk is full (ENOSPC) — free some space and run the same command again: nothing written so far is lost`,
      );
      expect(readJournal(path, schema)).toMatchObject({ events: events.slice(0, 2), tornBytes: 0 });
      disk.free = 1000;
      journal.append(events[2]!);
      journal.close();
      expect(readFileSync(path)).toEqual(bytes);
    }
  });

  it('leaves at worst a torn last line where not even the rest can be cut off', () => {
    const bytes = written();
    truncateSync(path, bytes.lastIndexOf(10, -2) + 1);
    const cannotCut = Object.assign(diskOf(20), {
      truncate: () => {
        throw systemError('EIO');
      },
    });
    const journal = openJournal(path, schema, cannotCut);
    expect(messageOf(() => journal.append(events[2]!))).toMatch(/the disk is full/);
    journal.close();
    expect(readJournal(path, schema)).toMatchObject({ events: events.slice(0, 2), tornBytes: 20 });
    const again = openJournal(path, schema);
    again.append(events[2]!);
    again.close();
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('does not count an event whose fsync failed', () => {
    const disk = { ...realFileCalls };
    const journal = openJournal(path, schema, disk);
    Object.assign(disk, {
      fsync: () => {
        throw systemError('EDQUOT');
      },
    });
    expect(messageOf(() => journal.append(events[0]!))).toMatch(/the disk quota is used up \(EDQUOT\)/);
    journal.close();
    expect(readJournal(path, schema).events).toEqual([]);
  });
});

describe('a journal that something else touches', () => {
  it('says so instead of writing into a file that was deleted', () => {
    const journal = openJournal(path, schema);
    rmSync(path);
    expect(messageOf(() => journal.append(events[0]!))).toMatch(
      /only writer of this journal, but it was deleted or replaced/,
    );
    journal.close();
  });

  it('says so instead of writing over what another program wrote', () => {
    written();
    const journal = openJournal(path, schema);
    const other = openJournal(path, schema);
    other.append(events[0]!);
    other.close();
    copyFileSync(path, join(folder, 'copy'));
    expect(messageOf(() => journal.append(events[1]!))).toMatch(
      /only writer of this journal, but it was changed/,
    );
    journal.close();
    expect(readFileSync(path)).toEqual(readFileSync(join(folder, 'copy')));
  });

  it('keeps a last line that lost its newline to an editor', () => {
    const bytes = written();
    truncateSync(path, bytes.length - 1);
    openJournal(path, schema).close();
    expect(readFileSync(path)).toEqual(bytes);
  });
});
