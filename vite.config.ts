import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { POLICIES } from './scripts/site/policy.mjs';

/** Only in the build: Vite's development server injects styles and code inline. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICIES['index.html'] },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * A page without Web Workers cannot keep its promises, so what the library does without them (in Node) stays out of it.
 */
function withoutFallbacks(): Plugin {
  const FALLBACKS: Readonly<Record<string, RegExp>> = {
    '../bundle/find.js': /src[\\/]check[\\/]client\.ts$/,
    './check.js': /src[\\/]check[\\/]client\.ts$/,
    './inline.js': /src[\\/]hash[\\/]engine\.ts$/,
  };
  const STUB = '\0no-workers';
  return {
    name: 'without-fallbacks',
    enforce: 'pre',
    resolveId: (id, importer) => (importer !== undefined && FALLBACKS[id]?.test(importer) ? STUB : null),
    load: (id) => (id === STUB ? "throw new Error('this browser has no Web Workers')" : null),
  };
}

export default defineConfig({
  root: 'web',
  publicDir: '../public',
  base: './',
  // Beside the page there is no package.json: without this, a second node_modules would appear there.
  cacheDir: '../node_modules/.vite',
  plugins: [svelte({ configFile: '../svelte.config.js' }), contentSecurityPolicy(), withoutFallbacks()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A file inlined as a data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
  },
});
