// svelte-check works on TypeScript's programmatic interface, which TypeScript 7 does not have: it gets a TypeScript 6 of its own.
module.exports = {
  hooks: {
    readPackage(manifest) {
      if (manifest.name === 'svelte-check') {
        delete manifest.peerDependencies.typescript;
        manifest.dependencies.typescript = '6.0.3';
      }
      return manifest;
    },
  },
};
