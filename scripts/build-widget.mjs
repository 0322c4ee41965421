// The element for other pages: `dist/widget`, which any host can serve, and beside the library, for bundlers.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { recordShipped } from './shipped.mjs';
import { integrityOf } from './site/integrity.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const run = promisify(execFile);

const OUT = here('dist/widget');
const LIBRARY = here('dist/lib');

/** The element's file holds the digests of these, so they come first. */
const PARTS = {
  'engine.js': 'web/widget/engine.ts',
  'frame.js': 'web/widget/frame-host.ts',
  'german.js': 'web/widget/in-german.ts',
  'check-worker.js': 'src/check/worker.ts',
  'hash-worker.js': 'src/hash/worker.ts',
  'stream-worker.js': 'src/hash/stream-worker.ts',
};

/** No markup out of text, and no <style>: a strict page allows neither. */
const widgetSvelte = () =>
  svelte({
    configFile: false,
    compilerOptions: { runes: true, fragments: 'tree', css: 'external', dev: false },
  });

/** What the library does without workers (in Node), and where it looks for them: neither is of use in the engine, which is told. */
const told = {
  name: 'told-where-workers-are',
  enforce: 'pre',
  resolveId: (id, importer = '') =>
    (/[\\/]src[\\/]check[\\/]client\.ts$/u.test(importer) &&
      /^(?:\.\.\/bundle\/find|\.\/check)\.js$/u.test(id)) ||
    (/[\\/]src[\\/]hash[\\/]engine\.ts$/u.test(importer) && id === './inline.js') ||
    (/[\\/]src[\\/]hash[\\/]stream\.ts$/u.test(importer) && id === './stream-job.js')
      ? '\0no-workers'
      : null,
  load: (id) => (id === '\0no-workers' ? "throw new Error('this browser has no Web Workers')" : null),
  transform: (code, id) =>
    /[\\/]src[\\/](?:hash[\\/](?:pool|stream)|check[\\/]client)\.ts$/u.test(id)
      ? code
          .replace(
            /new Worker\(new URL\('\.\/(?:stream-)?worker\.js', import\.meta\.url\)/u,
            'new Worker(notHere()',
          )
          .concat("\nfunction notHere() { throw new Error('nobody said where the workers are'); }\n")
      : null,
};

/** In the place of what bundlers find by import(): what is loaded from beside the file. */
const served = {
  name: 'served-parts',
  enforce: 'pre',
  resolveId: (id) => (id === './parts.js' ? here('web/widget/parts-served.ts') : null),
};

/** The library comes later, by import(): of what the element has from the beginning, nothing may need it. */
const library = {
  name: 'library-beside',
  enforce: 'pre',
  async resolveId(id, importer) {
    if (importer === undefined || !id.startsWith('.')) return null;
    const found = await this.resolve(id, importer, { skipSelf: true });
    const path = BESIDE.get(found?.id ?? '');
    return path === undefined ? null : { id: path, external: 'absolute', moduleSideEffects: false };
  },
};

const BESIDE = new Map([
  [here('src/index.ts'), './index.js'],
  [here('src/german.ts'), './german.js'],
]);

/**
 * @param {import('vite').InlineConfig} config
 * @param {readonly object[]} plugins
 */
async function bundle({ build: own, ...config }, plugins) {
  await build({
    configFile: false,
    root: here('web'),
    publicDir: false,
    logLevel: 'warn',
    ...config,
    plugins: [...plugins, recordShipped()],
    // Else light-dark() would be written as something that does not heed the page around the element.
    build: { target: 'es2022', cssTarget: 'esnext', emptyOutDir: false, assetsInlineLimit: 0, ...own },
  });
}

/** That compiling components is what takes the time, we know. */
const QUIET = { bundlerTimings: false };

const NO_ANNOTATIONS = { comments: { annotation: false } };

/** One file, whatever it imports. */
async function single(name, entry, plugins, define = {}) {
  await bundle(
    {
      define,
      build: {
        outDir: OUT,
        lib: { entry: here(entry), formats: ['es'], fileName: () => name },
        rolldownOptions: {
          checks: QUIET,
          output: { codeSplitting: false, minify: true, ...NO_ANNOTATIONS },
        },
      },
    },
    plugins,
  );
}

/** The element for pages without a bundler. */
export async function buildWidget() {
  await rm(OUT, { recursive: true, force: true });
  for (const [name, entry] of Object.entries(PARTS)) await single(name, entry, [told]);
  const digests = {};
  for (const name of Object.keys(PARTS)) digests[name] = integrityOf(await readFile(join(OUT, name)));
  await single('touchstone-verify.js', 'web/widget/define.ts', [served, library, widgetSvelte()], {
    WIDGET_PARTS: JSON.stringify(digests),
  });
}

/** The same folder on every site, whose page the element then links to. */
export async function copyWidget(site) {
  await cp(OUT, join(site, 'widget'), { recursive: true });
}

/** For bundlers: the class, and what defines it; both load the library that lies beside them. */
export async function buildWidgetForBundlers() {
  await bundle(
    {
      build: {
        outDir: LIBRARY,
        minify: false,
        lib: {
          entry: { widget: here('web/widget/element.ts'), 'widget-define': here('web/widget/define.ts') },
          formats: ['es'],
          fileName: (_, name) => `${name}.js`,
        },
        rolldownOptions: {
          checks: QUIET,
          output: {
            chunkFileNames: 'widget-[name].js',
            // In a chunk of its own, what the element and a later part share: else the later part needs the element, and a bundler
            // cannot leave out either.
            codeSplitting: { groups: [{ name: 'fault', test: /[\\/]web[\\/]widget[\\/]fault\.ts$/u }] },
          },
        },
      },
    },
    [library, widgetSvelte()],
  );
}

/** Of what the package's users see: the element's class, and what it is made of. */
export async function writeWidgetTypes() {
  const scratch = here('build/widget-types');
  await rm(scratch, { recursive: true, force: true });
  const tsc = here('node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
  await run(process.execPath, [
    ...[tsc, '-p', here('web/widget/tsconfig.json'), ...flags],
    ...['--outDir', scratch, '--rootDir', here('.')],
  ]);
  const target = join(LIBRARY, 'types/widget');
  await mkdir(target, { recursive: true });
  for (const name of (await readdir(join(scratch, 'web/widget'))).filter((path) => path.endsWith('.d.ts'))) {
    const text = await readFile(join(scratch, 'web/widget', name), 'utf8');
    await writeFile(join(target, name), text.replaceAll('../../src/', '../'));
  }
  await rm(scratch, { recursive: true, force: true });
}
