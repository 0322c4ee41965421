import { execFile } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { folderRepository } from '../../cli/trust/folder.js';
import { mirrorTrust } from '../../scripts/site/trust-mirror.js';
import { temporaryFolder } from '../cli/temporary.js';
import { checkedOut, makeRepository, writeRepository, type TufFiles } from '../cli/tuf-repository.js';
import { makeSigstore } from '../forge/index.js';
import { INTEROP, INTEROP_IS_HERE } from '../matrix/interop.js';
import { ROOT } from './elsewhere.js';

const FIRST = JSON.stringify(makeSigstore().trustedRoot);
const SECOND = JSON.stringify(makeSigstore().trustedRoot);
const run = promisify(execFile);

/** A repository, and a mirror of what it publishes. */
async function place() {
  const top = await temporaryFolder();
  const folder = join(top, 'trust');
  const { root, publish } = makeRepository();
  let turn = 0;
  const mirror = async (files: TufFiles, now = new Date()) => {
    const at = join(top, String((turn += 1)));
    await writeRepository(at, files);
    const signal = new AbortController().signal;
    const from = folderRepository(at);
    return mirrorTrust({ from, folder, root: { text: root, version: 1 }, isOwn: true, now, signal });
  };
  const names = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => name !== 'targets').sort();
  return { top, folder, root, publish, mirror, names };
}

it('writes what the client verified, as it was published, the timestamp last, and keeps what was there', async () => {
  const { folder, root, publish, mirror, names } = await place();
  const files = publish({ version: 1, trustedRoot: FIRST, roots: 2 });
  const outcome = await mirror(checkedOut({ ...files, 'other.txt': Buffer.from('x') }));
  expect(outcome).toMatchObject({ fault: null, before: null, state: { root: { version: 2 } } });
  if (outcome.fault === null) expect(outcome.written.at(-1)).toBe('timestamp.json');
  expect(await names()).toEqual(Object.keys(files).sort());
  for (const [path, bytes] of Object.entries(files))
    expect(await readFile(join(folder, path))).toEqual(bytes);
  expect(await readFile(join(folder, '1.root.json'), 'utf8')).toBe(root);
  expect((await stat(join(folder, 'timestamp.json'))).mode & 0o444).toBe(0o444);

  expect(await mirror(files)).toMatchObject({ fault: null, before: FIRST, written: [] });
  const later = publish({ version: 2, trustedRoot: SECOND, roots: 3 });
  expect(await mirror(later)).toMatchObject({ fault: null, before: FIRST, state: { root: { version: 3 } } });
  expect(await names()).toEqual(Object.keys(later).sort());
});

it('lays its lock where hosts serve nothing from', async () => {
  const { top, folder, root, publish } = await place();
  const at = join(top, 'from');
  await writeRepository(at, publish({ version: 1, trustedRoot: FIRST }));
  const meanwhile: string[] = [];
  const from = {
    ...folderRepository(at),
    read: async (...asked: Parameters<ReturnType<typeof folderRepository>['read']>) => {
      meanwhile.push(...(await readdir(top)));
      return folderRepository(at).read(...asked);
    },
  };
  const signal = new AbortController().signal;
  await mirrorTrust({
    from,
    folder,
    root: { text: root, version: 1 },
    isOwn: true,
    now: new Date(),
    signal,
  });
  expect([...new Set(meanwhile)].sort()).toEqual(['.trust.lock', 'from', 'trust']);
});

it('stays as it was when what it is to mirror does not hold, is older, or over', async () => {
  const { folder, publish, mirror, names } = await place();
  const old = publish({ version: 1, trustedRoot: FIRST });
  const later = publish({ version: 2, trustedRoot: SECOND });
  expect(await mirror(later)).toMatchObject({ fault: null });
  const before = await names();
  const content = await readFile(join(folder, 'timestamp.json'));
  const last = publish({ version: 3, trustedRoot: FIRST, roots: 2 });
  const refused = async (files: TufFiles, code: string, now?: Date) => {
    expect(await mirror(files, now)).toMatchObject({ fault: { code } });
    expect(await names()).toEqual(before);
    expect(await readFile(join(folder, 'timestamp.json'))).toEqual(content);
  };
  await refused(old, 'trust-rollback');
  await refused({ ...last, '3.targets.json': Buffer.from('{}') }, 'trust-malformed');
  await refused({ ...last, '2.root.json': Buffer.from('{}') }, 'trust-malformed');
  await refused(last, 'trust-expired', new Date(Date.now() + 30 * 24 * 3600 * 1000));
  const { '3.snapshot.json': _, ...withoutSnapshot } = last;
  await refused(withoutSnapshot, 'trust-missing');
  // Its own time is over, and it was seen all the same.
  const over = publish({ version: 4, trustedRoot: FIRST, expires: new Date(Date.now() + 1000) });
  await mirror(over);
  expect(await mirror(last, new Date(Date.now() + 2000))).toMatchObject({
    fault: { code: 'trust-rollback' },
  });
  // What is broken in it is written anew.
  await writeFile(join(folder, 'timestamp.json'), '{');
  await rm(join(folder, '3.snapshot.json'), { force: true });
  expect(await mirror(last)).toMatchObject({ fault: null });
});

it('is a script, which says how the page finds it and until when it holds', async () => {
  const { top, folder, root, publish } = await place();
  await writeRepository(join(top, 'from'), publish({ version: 1, trustedRoot: FIRST }));
  await writeFile(join(top, 'root.json'), root);
  const script = ['--import', 'tsx', 'scripts/trust-mirror.ts'];
  const args = [join(top, 'from'), '--to', folder, '--root', join(top, 'root.json')];
  const { stdout } = await run(process.execPath, [...script, ...args], { cwd: ROOT });
  expect(stdout).toContain('It does not go into touchstone.json.');
  expect(stdout).toMatch(/It holds until \d{4}-\d\d-\d\d \d\d:\d\d UTC/u);
  expect(await run(process.execPath, [...script, ...args, '--quiet'], { cwd: ROOT })).toMatchObject({
    stdout: '',
  });
});

it.skipIf(!INTEROP_IS_HERE)('is not made of the public repository as it once was', async () => {
  const folder = join(await temporaryFolder(), 'trust');
  const script = ['--import', 'tsx', 'scripts/trust-mirror.ts', join(INTEROP, 'tuf'), '--to', folder];
  const running = run(process.execPath, script, { cwd: ROOT });
  await expect(running).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('was to be used until') as string,
  });
  expect(await readdir(folder)).toEqual([]);
});
