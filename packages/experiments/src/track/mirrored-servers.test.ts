import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { mirrorDirectory, mirroredServers, rememberServer } from './mirrored-servers.ts';

const study = 'search-0a1b2c3d';

it('remembers each server of a study once', () => {
  const home = tinyCompetition();
  expect(mirroredServers(home, study)).toEqual([]);
  for (const server of ['http://one:5000', 'http://two:5000', 'http://one:5000'])
    rememberServer(home, study, server);
  expect(mirroredServers(home, study).toSorted()).toEqual(['http://one:5000', 'http://two:5000']);
});

it('forgets a server whose file is damaged, until it is named again', () => {
  const home = tinyCompetition();
  rememberServer(home, study, 'http://one:5000');
  const [name] = readdirSync(mirrorDirectory(home, study));
  writeFileSync(join(mirrorDirectory(home, study), name!), '{"serv');
  expect(mirroredServers(home, study)).toEqual([]);
  rememberServer(home, study, 'http://one:5000');
  expect(mirroredServers(home, study)).toEqual(['http://one:5000']);
});
