import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** The page trains nothing: it takes small things of core, and the compiled kernels stay out of the bundle. */
const withoutKernels: Plugin = {
  name: 'without-kernels',
  load: (id) =>
    id.endsWith('/core/src/compiled/kernels.ts')
      ? 'export const moduleOf = undefined, instantiate = undefined;'
      : null,
};

// The page of `foldwise ui`: built once into `page/`, which the package ships and the server serves as it is.
export default defineConfig({
  root: 'app',
  base: '/',
  plugins: [withoutKernels, svelte({ configFile: false, preprocess: vitePreprocess() })],
  // Workspace packages are bundled from their sources: nothing has to be built before.
  resolve: { conditions: ['@foldwise/source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: '../page',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows what this server serves, and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
