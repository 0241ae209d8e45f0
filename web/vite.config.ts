import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SMALLEST = 1024; // bytes; smaller files do not arrive sooner when compressed

/** Writes compressed copies (.gz, .br) beside each file, so that the server never has to compress. */
function compressed(): Plugin {
  let built: string;
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      built = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      for (const file of await readdir(built, { recursive: true, withFileTypes: true })) {
        // not index.html: the server inserts a nonce into each response
        if (!/\.(js|css|svg)$/.test(file.name)) continue;
        const path = join(file.parentPath, file.name);
        const content = await readFile(path);
        if (content.length < SMALLEST) continue;
        await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        await writeFile(`${path}.br`, brotliCompressSync(content, { params: quality }));
      }
    },
  };
}

export default defineConfig({
  base: '/ui/',
  plugins: [react(), compressed()],
  build: {
    outDir: '../api/dashboard', // where api/ui/ui.py looks; hatch_build.py builds elsewhere and moves it here
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy allows data: for images only
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // Many small files load more slowly than a few larger ones.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: {
    // `npm run dev` serves the sources with live reload, and takes the data from a running `make serve`
    proxy: {
      '/ui/api': 'http://127.0.0.1:8787',
      '^/ui/(session|sign-in|sign-out)$': 'http://127.0.0.1:8787',
    },
  },
});
