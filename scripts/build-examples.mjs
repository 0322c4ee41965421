// The examples as a hub's engineer would build them: with the npm package as `npm pack` puts it together, and nothing else of ours.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isMain, ROOT, runScript } from './run.mjs';

const run = promisify(execFile);
const OUT = join(ROOT, 'build/examples');

/** What each is served with. */
const SAMPLE = join(ROOT, 'public/sample');

export const FRAMEWORKS = ['react', 'vue', 'svelte'];

/**
 * The page without a framework, as files to serve.
 * @param {string} touchstone address of a site, with a slash at its end
 * @returns {Promise<string>} the folder
 */
export async function makePlainHub(touchstone) {
  const folder = join(OUT, `plain-${new URL(touchstone).port}`);
  await rm(folder, { recursive: true, force: true });
  await cp(join(ROOT, 'examples/plain'), folder, { recursive: true });
  await addModels(folder);
  const page = join(folder, 'index.html');
  const text = await readFile(page, 'utf8');
  await writeFile(page, text.replaceAll('https://touchstone.example', new URL(touchstone).origin));
  return folder;
}

/** @param {string} folder */
async function addModels(folder) {
  const models = join(folder, 'models');
  await mkdir(models, { recursive: true });
  await cp(join(SAMPLE, 'tiny-model'), join(models, 'tiny-model'), { recursive: true });
  await cp(join(SAMPLE, 'trusted_root.json'), join(models, 'trusted_root.json'));
}

/** @returns {Promise<void>} */
async function installPackage() {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    maxBuffer: 16 * 1024 * 1024,
  });
  const [packed] = Object.values(JSON.parse(stdout));
  const target = join(OUT, 'node_modules/touchstone');
  for (const { path } of packed.files) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(ROOT, path), join(target, path));
  }
}

/** @returns {Promise<void>} */
export async function buildExamples() {
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  await rm(OUT, { recursive: true, force: true });
  await installPackage();
  for (const name of FRAMEWORKS) {
    const root = join(OUT, name);
    await cp(join(ROOT, 'examples', name), root, {
      recursive: true,
      filter: (path) => !/[\\/](?:node_modules|dist)$/u.test(path),
    });
    await addModels(join(root, 'public'));
    await build({ root, configFile: join(root, 'vite.config.js'), logLevel: 'warn' });
  }
  if (!runScript('node_modules/typescript-native/bin/tsc', ['-p', join(OUT, 'react')]))
    throw new Error('the types of the package do not fit the example');
}

if (isMain(import.meta.url)) await buildExamples();
