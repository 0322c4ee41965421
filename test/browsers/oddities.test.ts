/**
 * What real disks hold, in every way of choosing that the engines have, and what is noticed of changes. The tables in
 * `docs/browsers.md` come from here: with `-u` they are written, without they are held against what is seen.
 */
import { chmod, cp, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import type { Report } from '../../src/report.js';
import { buildStatement, noise, signWithKey } from '../forge/index.js';
import { browsersPage, seenAs, type Column } from './browsers-page.js';
import { BROWSERS_INTRO } from './browsers-intro.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engines.js';
import { begin, choose, outcome, serveLibrary } from './library-page.js';
import { MUTATIONS, randomOf, type Mutation } from './mutations.js';
import { ODDITIES, plant, writeFiles } from './oddities.js';
import { chooseByLabel, chooseFolderByLabel, visit } from './visit.js';
import { can, pickable, WAYS, type Way } from './ways.js';

const isRoot = process.getuid?.() === 0;
const oddities = ODDITIES.filter(({ needsRoot }) => isRoot || needsRoot !== true);
const isComplete = isRoot && ENGINES.length === 3 && ENGINES.every(({ isHere }) => isHere);

const small = { 'a.bin': noise(30_000, 1), 'b.bin': noise(500, 2) };
const signedSmall = signWithKey(await buildStatement(small));
const CHANGED = 'a.bin';

const columns: Column[] = [];
const closing: (() => Promise<unknown>)[] = [];
let root = '';
let origin = '';
let libraryUrl = '';
let trust = { method: 'key' as const, publicKey: '' };
let bundle = '';
/** What the page asks for when the check looks again. */
let change: () => Promise<void> = () => Promise.resolve();
let changeUrl = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-oddities-'));
  closing.push(() => rm(root, { recursive: true, force: true }));
  await chmod(root, 0o755);
  const signed = signWithKey(await buildStatement(await plant(join(root, 'model'), oddities)));
  await plant(
    join(root, 'without'),
    oddities.filter(({ blinds }) => blinds === undefined),
  );
  bundle = JSON.stringify(signed.bundle);
  trust = { method: 'key', publicKey: signed.publicKeyPem };
  await writeFile(join(root, 'model.sig'), bundle);
  await writeFile(join(root, 'key.pem'), signed.publicKeyPem);
  await writeFiles(join(root, 'pristine'), small);
  for (const name of Object.keys(small))
    await utimes(join(root, 'pristine', name), 1_600_000_000, 1_600_000_000);
  const site = await serve(fileURLToPath(new URL('../../dist', import.meta.url)), 0);
  const library = await serveLibrary();
  closing.push(
    () => site.close(),
    () => library.close(),
  );
  [origin, libraryUrl] = [site.url, library.url];
  changeUrl = await serveChanges();
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

describe.each(ENGINES)('$name', ({ launch, isHere }) => {
  describe.skipIf(!isHere).each(WAYS)('by %s', (way) => {
    it('says what it sees, and no more', async ({ skip }) => {
      const engine = await launch();
      try {
        if (!can(engine, way)) return skip(`the driver of ${engine.name} cannot`);
        const column: Column = {
          engine: engine.name,
          way,
          oddities: await lookAtOddities(engine, way),
          beforeReading: new Map(),
          afterReading: new Map(),
        };
        for (const mutation of MUTATIONS) {
          column.beforeReading.set(mutation.kind, await changeAndCheck(engine, way, mutation, 'before'));
          column.afterReading.set(mutation.kind, await changeAndCheck(engine, way, mutation, 'after'));
        }
        columns.push(column);
        console.log(
          `${engine.name} ${engine.version}, ${way}: ${String(oddities.length)} oddities, ${String(MUTATIONS.length * 2)} changes`,
        );
      } finally {
        await engine.close();
      }
    });
  });
});

describe.skipIf(!isComplete)('docs/browsers.md', () => {
  it('says what was seen', async () => {
    const file = fileURLToPath(new URL('../../docs/browsers.md', import.meta.url));
    const text = await format(browsersPage(columns, BROWSERS_INTRO), {
      ...(await resolveConfig(file)),
      filepath: file,
    });
    await expect(text).toMatchFileSnapshot(file);
  });
});

async function lookAtOddities(engine: Engine, way: Way): Promise<Map<string, string>> {
  const blinding = oddities.filter(({ blinds }) => blinds?.engine === engine.name && blinds.way === way);
  if (blinding.length > 0)
    await expect(reportOf(engine, way, [join(root, 'model')])).rejects.toThrow('No file was found there');
  const model = join(root, blinding.length > 0 ? 'without' : 'model');
  const picked = way === 'files' ? await pickable(engine, model) : [model];
  const report = await reportOf(engine, way, picked);
  // Some are not signed, some not shown: that must never be green, and nothing may break.
  expect(report.verdict.code, JSON.stringify(report.verdict.reasons)).toBe('files-mismatch');
  expect(report.verdict.reasons.map(({ code }) => code)).not.toContain('engine-failed');
  const known = new Set(
    oddities.flatMap(({ signed = {}, unsigned = [] }) => [...Object.keys(signed), ...unsigned]),
  );
  expect(
    report.files.map(({ path }) => path).filter((path) => !known.has(path)),
    'shown beside what is there',
  ).toEqual([]);
  const names = new Set(picked.map((path) => basename(path)));
  return new Map(
    oddities.map((oddity) => {
      const paths = [...Object.keys(oddity.signed ?? {}), ...(oddity.unsigned ?? [])];
      const offered = way !== 'files' || paths.some((path) => names.has(path));
      if (blinding.includes(oddity)) return [oddity.what, 'nothing of all is shown'];
      return [oddity.what, offered ? seenAs(oddity, report) : '–'];
    }),
  );
}

async function reportOf(engine: Engine, way: Way, paths: readonly string[]): Promise<Report> {
  const [first = ''] = paths;
  if (way === 'handle') {
    await engine.open(libraryUrl);
    await choose(engine, way, paths);
    await begin(engine, bundle, trust);
    return (await outcome(engine)).report;
  }
  return visit(engine, origin, {
    choose: (page) =>
      way === 'files'
        ? chooseByLabel(page, 'Choose files', paths)
        : way === 'folder'
          ? chooseFolderByLabel(page, 'Choose a folder', first)
          : (page.drop?.([first]) ?? Promise.reject(new Error('no drop'))),
    bundlePath: join(root, 'model.sig'),
    publicKeyPath: join(root, 'key.pem'),
  });
}

/** Changes a file that was chosen, and says what becomes of it. */
async function changeAndCheck(
  engine: Engine,
  way: Way,
  mutation: Mutation,
  when: 'before' | 'after',
): Promise<string> {
  const model = join(root, 'changing');
  await rm(model, { recursive: true, force: true });
  await cp(join(root, 'pristine'), model, { recursive: true, preserveTimestamps: true });
  await engine.open(libraryUrl);
  await choose(engine, way, way === 'files' ? Object.keys(small).map((name) => join(model, name)) : [model]);
  const apply = () => mutation.apply(join(model, CHANGED), randomOf(1));
  let changes = 0;
  change = async () => {
    if (changes++ === 0) await apply();
  };
  if (when === 'before') await apply();
  await begin(
    engine,
    JSON.stringify(signedSmall.bundle),
    { method: 'key', publicKey: signedSmall.publicKeyPem },
    when === 'after' ? changeUrl : null,
  );
  const { report } = await outcome(engine);
  if (when === 'after') expect(changes).toBe(1);
  const state = report.files.find(({ path }) => path === CHANGED)?.state ?? 'not named';
  // Only what the report says that it cannot tell, or what nobody can, may go unnoticed.
  if (state === 'match')
    expect(
      mutation.invisible === true ||
        mutation.harmless === true ||
        report.model.cannotSee.includes('later-changes'),
      mutation.kind,
    ).toBe(true);
  return WORDS[state] ?? state;
}

const WORDS: Readonly<Record<string, string>> = {
  match: 'not noticed',
  changed: 'differs',
  'changed-during-check': 'changed meanwhile',
  missing: 'missing',
  unreadable: 'refused',
};

/** The page asks for it synchronously, so that the check stands still while the file changes. */
async function serveChanges(): Promise<string> {
  const server: Server = createServer((_, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    change().then(
      () => response.end('done'),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return address !== null && typeof address === 'object' ? `http://127.0.0.1:${String(address.port)}/` : '';
}
