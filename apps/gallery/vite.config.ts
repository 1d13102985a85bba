import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { webApp } from './scripts/web-app.mjs';

/** `vite build`: the page of the loopback server. `vite build --mode web`: the page that holds the whole library. */
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [react(), ...(mode === 'web' ? [webApp()] : [])],
  resolve: { conditions: ['kith-source', 'module', 'browser', 'import', 'default'] },
  worker: { format: 'es' },
  build: {
    outDir: mode === 'web' ? 'dist/web' : 'dist/page',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
}));
