// npm run release:check -- URL: is what a site serves what we built? 0: the same, 1: not, 2: could not be done.
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMain, ROOT } from './run.mjs';
import { compareSite } from './site/compare-site.mjs';

/** @typedef {import('./site/compare-site.mjs').Comparison} Comparison */

const USAGE = `npm run release:check -- URL [--save FOLDER] [--json] [--timeout SECONDS] [--build FOLDER]

Compares what is served at URL with the build in dist/web (npm ci && npm run build, of the same commit).
  --save FOLDER      keep what was fetched, for "touchstone verify": a new or empty folder
  --json             the comparison as JSON
  --timeout SECONDS  for each file; 30 unless given
  --build FOLDER     another build than dist/web
`;

const EXIT = { same: 0, differs: 1, 'not-done': 2 };

class UsageError extends Error {}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  const { url, values } = read(args);
  if (url === null) {
    process.stdout.write(USAGE);
    return 0;
  }
  const folder = values.build ?? join(ROOT, 'dist/web');
  if (!existsSync(join(folder, 'index.html')))
    throw new UsageError(`There is no build in ${folder}: npm run build`);
  if (values.save !== undefined) await emptyFolder(values.save);
  const comparison = await compareSite(url, { folder, timeoutMs: Number(values.timeout ?? 30) * 1000 });
  if (values.save !== undefined) await save(comparison, values.save);
  process.stdout.write(values.json === true ? json(comparison) : text(comparison));
  return EXIT[comparison.outcome];
}

/** @param {readonly string[]} args */
function read(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  const options = { build: text, help: flag, json: flag, save: text, timeout: text };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true) return { url: null, values };
    const [given, ...more] = positionals;
    if (given === undefined || more.length > 0) throw new UsageError('Name one URL.');
    if (!(Number(values.timeout ?? 30) > 0)) throw new UsageError('--timeout takes a number of seconds.');
    return { url: folderOf(given), values };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The site's folder: `https://host/touchstone` and `https://host/touchstone/index.html` mean `https://host/touchstone/`.
 * @param {string} given
 */
function folderOf(given) {
  if (!URL.canParse(given)) throw new UsageError(`${JSON.stringify(given)} is no URL.`);
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new UsageError('The URL is not of http or https.');
  url.hash = '';
  url.search = '';
  url.pathname = url.pathname.replace(/\/index\.html$/u, '/').replace(/(?<!\/)$/u, '/');
  return url;
}

/** @param {string} folder */
async function emptyFolder(folder) {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new UsageError(`${folder} is not empty.`);
}

/**
 * @param {Comparison} comparison whose paths are the build's, or plain
 * @param {string} folder
 */
async function save({ fetched }, folder) {
  for (const [path, bytes] of fetched) {
    try {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      // Not over another one, on a disk that takes two names for the same.
      await writeFile(join(folder, path), bytes, { flag: 'wx' });
    } catch (error) {
      throw new UsageError(
        `${JSON.stringify(path)} cannot be kept: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}

/** @param {Comparison} comparison */
function json({ url, build, outcome, rows, warnings }) {
  return `${JSON.stringify({ url, build, outcome, rows, warnings }, null, 2)}\n`;
}

/** @param {Comparison} comparison */
function text({ url, build, outcome, rows, warnings }) {
  const others = rows.filter(({ state }) => state !== 'same');
  const lines = others.map(
    ({ path, state, detail }) => `  ${state.padEnd(12)}  ${shown(path)}: ${shown(detail ?? '')}`,
  );
  const told = warnings.map((warning) => `  note          ${shown(warning)}`);
  const same = rows.length - others.length;
  return [
    `${url} against the build ${build}`,
    ...lines,
    ...told,
    '',
    {
      same:
        others.length === 0
          ? `The same: all ${rows.length} files.`
          : `The same, but for the site's own settings: ${same} of ${rows.length} files.`,
      differs: `Not the same: ${others.length} of ${rows.length} files.`,
      'not-done': `Could not be compared: ${others.length} files did not come, ${same} are the same.`,
    }[outcome],
    'This is what was served to this machine, now. It may be something else for another browser, or later; what a site',
    'has beside these files is not seen.\n',
  ].join('\n');
}

/**
 * Much of it was written by whoever runs the site.
 * @param {string} value
 */
function shown(value) {
  const plain = value.replace(/[^\x20-\x7e]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`);
  return plain.length > 400 ? `${plain.slice(0, 400)}…` : plain;
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error);
    process.exitCode = 2;
  }
}
