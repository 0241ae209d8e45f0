import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SMALLEST = 1024; // bytes; below it a smaller file does not arrive sooner

/** Writes x.gz and x.br beside each x, so that the server never compresses. */
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
        // the page itself has a nonce put into it for each answer
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
    outDir: '../api/dashboard', // where api/ui.py looks; hatch_build.py puts it there by a detour
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the policy takes no data: but images
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // Each file of its own takes the browser longer than some bytes more in one that is needed anyhow.
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
    // `npm run dev` shows the pages as they are written, with the data of a `make serve` beside it
    proxy: {
      '/ui/api': 'http://127.0.0.1:8787',
      '^/ui/(session|sign-in|sign-out)$': 'http://127.0.0.1:8787',
    },
  },
});
