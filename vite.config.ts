import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { POLICIES } from './scripts/site/policy.mjs';

/** @param path as Vite has it, with a `/` */
function policyOf(path: string): string {
  const [, policy = POLICIES['index.html']] =
    Object.entries(POLICIES).find(([page]) => path === `/${page}`) ?? [];
  return policy;
}

/** Only in the build: Vite's development server injects styles and code inline. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: (_, { path }) => [
      {
        tag: 'meta',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: policyOf(path),
        },
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
    './stream-job.js': /src[\\/]hash[\\/]stream\.ts$/,
  };
  const STUB = '\0no-workers';
  return {
    name: 'without-fallbacks',
    enforce: 'pre',
    resolveId: (id, importer) => (importer !== undefined && FALLBACKS[id]?.test(importer) ? STUB : null),
    load: (id) => (id === STUB ? "throw new Error('this browser has no Web Workers')" : null),
  };
}

/**
 * Vite's loader of what comes after the first view: each file with its digest, and none run that does not fit. It waits for
 * scripts as for stylesheets, so that a refusal ends the import, whatever a browser makes of preloaded modules.
 */
function guardedLoader(): Plugin {
  const EDITS = [
    ['link.href = dep.href;', 'link.href = dep.href; link.integrity = integrityOf(dep.href);'],
    ['if (isCss) return new Promise(', 'return new Promise('],
    ['Unable to preload CSS for', 'Unable to load'],
  ] as const;
  const helper = fileURLToPath(new URL('web/lib/integrity.ts', import.meta.url));
  return {
    name: 'guarded-loader',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('vite/preload-helper')) return null;
      let edited = code;
      for (const [from, to] of EDITS) {
        if (edited.split(from).length !== 2) throw new Error(`Vite's loader has no "${from}" any more`);
        edited = edited.replace(from, to);
      }
      return `import { integrityOf } from ${JSON.stringify(helper)};\n${edited}`;
    },
  };
}

/** What annotations tell is for bundlers: nobody bundles the page again. */
const FOR_NO_BUNDLER = { comments: { annotation: false } } as const;

export default defineConfig({
  root: 'web',
  publicDir: '../public',
  base: './',
  // Beside the page there is no package.json: without this, a second node_modules would appear there.
  cacheDir: '../node_modules/.vite',
  plugins: [
    svelte({ configFile: '../svelte.config.js' }),
    contentSecurityPolicy(),
    withoutFallbacks(),
    guardedLoader(),
  ],
  worker: { format: 'es', rolldownOptions: { output: FOR_NO_BUNDLER } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      // That compiling components is what takes the time, we know.
      checks: { bundlerTimings: false },
      output: FOR_NO_BUNDLER,
      input: ['index', 'connected', 'embed'].map((page) =>
        fileURLToPath(new URL(`web/${page}.html`, import.meta.url)),
      ),
    },
    modulePreload: {
      polyfill: false,
      // A chunk that imports nothing would be loaded without the loader's digest.
      resolveDependencies: (file, deps, { hostType }) =>
        hostType === 'js' && deps.length === 0 ? [file] : deps,
    },
    // A file inlined as a data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
  },
});
