import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeZip } from '../../test/make-zip.ts';
import { readZip } from './read-zip.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

it('lists the files of a zip and reads one, from bytes and from a path', async () => {
  const bytes = makeZip({ 'train.csv': 'a\n1\n', 'data/': '', 'data/test.csv': 'b\n' });
  const zip = await readZip(bytes);
  expect(zip.entries).toEqual([
    { name: 'train.csv', bytes: 4 },
    { name: 'data/test.csv', bytes: 2 },
  ]);
  expect(text(await zip.read('data/test.csv'))).toBe('b\n');

  const folder = mkdtempSync(join(tmpdir(), 'foldwise-zip-'));
  try {
    writeFileSync(join(folder, 'x.zip'), bytes);
    const onDisk = await readZip(join(folder, 'x.zip'));
    expect(text(await onDisk.read('train.csv'))).toBe('a\n1\n');
    expect(text(await onDisk.read('train.csv'))).toBe('a\n1\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each(['../train.csv', '/etc/passwd', 'a/../../b.csv', 'C:/x.csv', 'a\\..\\b'])(
  'refuses a zip with the entry %s, which leads out of it',
  async (name) => {
    await expect(readZip(makeZip({ 'train.csv': 'a\n', [name]: 'x' }), 'bad.zip')).rejects.toThrow(
      /^bad\.zip: expected a zip that can be unpacked safely, got: .* — download the zip again, or unpack it by hand$/,
    );
  },
);

it('refuses what is not a zip, what is cut off, and what does not hold what it says', async () => {
  const whole = makeZip({ 'train.csv': 'a\n1\n' });
  await expect(readZip(Buffer.from('not a zip'), 'x.zip')).rejects.toThrow(
    'x.zip: expected a zip that can be unpacked safely',
  );
  await expect(readZip(whole.subarray(0, 40), 'x.zip')).rejects.toThrow(
    'x.zip: expected a zip that can be unpacked safely',
  );
  await expect(readZip('/no/such.zip')).rejects.toThrow(
    '/no/such.zip: expected a zip that can be unpacked safely, got: ENOENT',
  );
  const zip = await readZip(whole, 'x.zip');
  await expect(zip.read('test.csv')).rejects.toThrow(
    'x.zip: expected a file "test.csv" in the zip, got "train.csv"',
  );
  const encrypted = makeZip({ 'train.csv': 'a\n1\n' });
  // Flag 0 is encryption, whose header makes the packed content 12 bytes longer.
  encrypted[encrypted.indexOf('PK\x01\x02') + 8] = 1;
  encrypted[encrypted.indexOf('PK\x01\x02') + 20] = 16;
  const locked = await readZip(encrypted, 'x.zip');
  await expect(locked.read('train.csv')).rejects.toThrow(
    'x.zip: expected a zip without a password, got "train.csv" encrypted',
  );
});

it('refuses content whose checksum differs', async () => {
  const bytes = makeZip({ 'train.csv': 'a\n1\n' });
  bytes[bytes.indexOf('a\n1\n')] = 98;
  const zip = await readZip(bytes, 'x.zip');
  await expect(zip.read('train.csv')).rejects.toThrow(
    'x.zip, train.csv: expected the content that the zip states',
  );
});
