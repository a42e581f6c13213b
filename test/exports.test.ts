import { describe, expect, it } from 'vitest';

/** A name that comes or goes is a change of the public interface: update the snapshot on purpose, with a changeset. */
describe('the exported names', () => {
  it.each(['mlflow-js-client', 'mlflow-js-client/testing'])(
    'of %s are the ones the snapshot lists',
    async (name) => {
      const exported = (await import(name)) as object;
      expect(Object.keys(exported).toSorted()).toMatchSnapshot();
    },
  );

  it.each(['core', 'core/base', 'plot', 'data', 'experiments', 'dashboard'])(
    'of @foldwise/%s are the ones the snapshot lists',
    async (name) => {
      const exported = (await import(`@foldwise/${name}`)) as object;
      expect(Object.keys(exported).toSorted()).toMatchSnapshot();
    },
  );

  it.each(['core', 'data', 'experiments'])(
    'of @foldwise/%s/testing are the ones the snapshot lists',
    async (name) => {
      const exported = (await import(`@foldwise/${name}/testing`)) as object;
      expect(Object.keys(exported).toSorted()).toMatchSnapshot();
    },
  );

  it('of @foldwise/core/testing/generators are the ones the snapshot lists', async () => {
    const exported = await import('@foldwise/core/testing/generators');
    expect(Object.keys(exported).toSorted()).toMatchSnapshot();
  });
});
