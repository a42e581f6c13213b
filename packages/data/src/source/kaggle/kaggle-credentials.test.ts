import { inspect } from 'node:util';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../../test/folder-of.ts';
import { kaggleCredentials } from './kaggle-credentials.ts';

const nobody = { HOME: join(import.meta.dirname, 'nobody') };
const inHome = (name: string, content: string) => ({ HOME: folderOf({ [`.kaggle/${name}`]: content }) });
const both = { KAGGLE_USERNAME: 'ada', KAGGLE_KEY: 'k3y-of-ada' };
const basic = `Basic ${Buffer.from('ada:k3y-of-ada').toString('base64')}`;

describe('kaggleCredentials', () => {
  it('looks where Kaggle’s own programs look, in their order', () => {
    const token = { KAGGLE_API_TOKEN: ' KGAT_1234567 ' };
    expect(kaggleCredentials({ ...nobody, ...both, ...token }).authorization()).toBe('Bearer KGAT_1234567');
    expect(kaggleCredentials({ ...nobody, ...both, KAGGLE_API_TOKEN: '' }).authorization()).toBe(basic);
    const file = inHome('access_token', 'KGAT_of_a_file\n');
    expect(kaggleCredentials({ ...file, ...both }).authorization()).toBe('Bearer KGAT_of_a_file');
    const json = inHome('kaggle.json', '{"username":"ada","key":"k3y-of-ada"}');
    expect(kaggleCredentials(json).authorization()).toBe(basic);
    expect(kaggleCredentials({ ...json, KAGGLE_USERNAME: 'bob', KAGGLE_KEY: 'k3y' }).source).toBe(
      'KAGGLE_USERNAME and KAGGLE_KEY',
    );
  });

  it('takes a token out of the file that KAGGLE_API_TOKEN names, and files of KAGGLE_CONFIG_DIR', () => {
    const folder = folderOf({
      token: 'KGAT_of_a_path\n',
      'kaggle.json': '{"username":"ada","key":"k3y-of-ada"}',
    });
    const named = { ...nobody, KAGGLE_API_TOKEN: join(folder, 'token') };
    expect(kaggleCredentials(named).authorization()).toBe('Bearer KGAT_of_a_path');
    const inFolder = kaggleCredentials({ ...nobody, KAGGLE_CONFIG_DIR: folder });
    expect([inFolder.authorization(), inFolder.source]).toEqual([basic, join(folder, 'kaggle.json')]);
  });

  it('says where to get some', () => {
    expect(() => kaggleCredentials(nobody)).toThrow(
      'Kaggle: expected credentials, got none — make a token at https://www.kaggle.com/settings and set KAGGLE_API_TOKEN to it, or set KAGGLE_USERNAME and KAGGLE_KEY, or put kaggle.json into ~/.kaggle',
    );
    expect(() => kaggleCredentials({ ...nobody, KAGGLE_KEY: 'k3y' })).toThrow(
      'Kaggle: expected credentials, got KAGGLE_KEY alone — ',
    );
  });

  it.each([
    ['kaggle.json', '{"username":"ada","key":"k3y-of-ada"', 'expected JSON, got something else'],
    ['kaggle.json', '{"user":"ada","key":"k3y-of-ada"}', 'expected the texts "username" and "key"'],
    ['access_token', 'k3y-of-ada\nof two lines', 'expected a token of visible ASCII characters'],
  ])('a %s that is none is told of without what is in it', (name, content, message) => {
    let thrown: unknown;
    try {
      kaggleCredentials(inHome(name, content));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect((thrown as Error).message).toContain(message);
    expect((thrown as Error).message).toContain(join('.kaggle', name));
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain('k3y-of-ada');
  });

  it('are not in what is printed, copied or written of them, and are struck out of what others say', () => {
    const credentials = kaggleCredentials({ ...nobody, ...both });
    const seen = [inspect(credentials, { depth: 9, showHidden: true }), JSON.stringify(credentials)];
    expect(seen.join('')).not.toMatch(/k3y-of-ada|YWRhOms/);
    expect(Object.assign({}, credentials)).toEqual({ source: 'KAGGLE_USERNAME and KAGGLE_KEY' });
    expect(credentials.withoutSecrets(`no k3y-of-ada, no ${basic}`)).toBe('no ***, no Basic ***');
  });
});
