// npm run build: generated parts, then library, command, page and bill of materials. `--parts` makes only the generated
// parts, `--command` those and the command; `--without-types` leaves out the library's declarations.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { buildSbom } from './build-sbom.mjs';
import { buildSigstore } from './build-sigstore.mjs';
import { buildTrustedRoot } from './build-trusted-root.mjs';
import { buildWasm } from './build-wasm.mjs';
import { buildWidget, buildWidgetForBundlers, copyWidget, writeWidgetTypes } from './build-widget.mjs';
import { recordShipped, shipped } from './shipped.mjs';
import { finishSite } from './site/finish.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const run = promisify(execFile);

const resolve = { extensionAlias: { '.js': ['.ts', '.js'] } };

/** Both workers are called worker.ts in their folders; side by side in dist/lib they need names of their own. */
const workerNames = {
  name: 'worker-names',
  transform(code, id) {
    const folder = /src\/(hash|check)\/(?:pool|client)\.ts$/.exec(id.replaceAll('\\', '/'))?.[1];
    return folder ? code.replace("'./worker.js'", `'./${folder}-worker.js'`) : null;
  },
};

async function bundle(input, output, options = {}) {
  const build = await rolldown({
    input,
    platform: 'browser',
    resolve,
    plugins: [workerNames, recordShipped()],
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
    ...options,
  });
  await build.write({ format: 'esm', ...output });
  await build.close();
}

export async function buildParts() {
  await Promise.all([buildWasm(), buildSigstore(), buildTrustedRoot()]);
}

async function buildLibrary() {
  const entries = { index: here('src/index.ts'), german: here('src/german.ts') };
  await bundle(entries, { dir: here('dist/lib'), chunkFileNames: '[name].js' });
  for (const folder of ['hash', 'check']) {
    const file = here(`dist/lib/${folder}-worker.js`);
    await bundle(here(`src/${folder}/worker.ts`), { file, codeSplitting: false });
  }
  const stream = here('dist/lib/stream-worker.js');
  await bundle(here('src/hash/stream-worker.ts'), { file: stream, codeSplitting: false });
  await buildWidgetForBundlers();
  if (process.argv.includes('--without-types')) return;
  await writeWidgetTypes();
  const types = [
    '-p',
    here('src/tsconfig.json'),
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
  ];
  const tsc = here('node_modules/typescript/bin/tsc');
  const out = here('dist/lib/types');
  await run(process.execPath, [tsc, ...types, '--outDir', out, '--rootDir', here('src')]);
  await nameFacade(out);
}

/** Where the package lies there is no `src`: what stands behind `#sigstore` goes along, and is named by its place. */
async function nameFacade(types) {
  await mkdir(`${types}/shim`, { recursive: true });
  await cp(here('src/shim/facade.d.ts'), `${types}/shim/facade.d.ts`);
  for (const path of await readdir(types, { recursive: true })) {
    if (!path.endsWith('.d.ts')) continue;
    const text = await readFile(join(types, path), 'utf8');
    const facade = posix.relative(posix.dirname(path.replaceAll('\\', '/')), 'shim/facade.js');
    const named = text.replaceAll("'#sigstore'", `'${facade.startsWith('.') ? facade : `./${facade}`}'`);
    if (named !== text) await writeFile(join(types, path), named);
  }
}

async function buildCommand() {
  const dir = here('dist/cli');
  // Apart from the process that it runs in, so that tests can run it many times in one.
  const command = { name: 'command', test: /[\\/]cli[\\/](?!touchstone\.ts)/ };
  await bundle(
    here('cli/touchstone.ts'),
    { dir, chunkFileNames: '[name].js', codeSplitting: { groups: [command] } },
    { platform: 'node' },
  );
  // By itself, so that a thread does not load the whole command.
  await bundle(
    { thread: here('cli/hash/thread.ts') },
    { dir, chunkFileNames: 'thread-[name].js' },
    { platform: 'node' },
  );
  // Copied elsewhere, these are still modules.
  await writeFile(`${dir}/package.json`, '{ "type": "module" }\n');
  await chmod(`${dir}/touchstone.js`, 0o755);
}

async function buildPage() {
  const { build } = await import('vite');
  await build({
    configFile: here('vite.config.ts'),
    logLevel: 'warn',
    plugins: [recordShipped()],
    worker: { plugins: () => [recordShipped()] },
  });
  await buildWidget();
  await copyWidget(here('dist/web'));
  const { subject } = await finishSite(here('dist/web'));
  console.log(`Build ${subject[0]?.digest.sha256}, as the page shows it.`);
}

// Vite would heed another value that stands in the environment, and build another page.
process.env['NODE_ENV'] = 'production';

await buildParts();
if (process.argv.includes('--command')) {
  await rm(here('dist/cli'), { recursive: true, force: true });
  await buildCommand();
} else if (!process.argv.includes('--parts')) {
  await rm(here('dist'), { recursive: true, force: true });
  await buildLibrary();
  await buildCommand();
  await buildPage();
  await buildSbom(here('dist/sbom.cdx.json'), shipped);
}
