import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../cli/run.js';
import { trustFolder } from '../../cli/trust/place.js';
import { replacesOf } from '../../cli/trust/store.js';
import { makeSigstore } from '../forge/index.js';
import { describeTrust } from '../forge/trusted-root.js';
import { INTEROP, INTEROP_IS_HERE } from '../matrix/interop.js';
import { served } from '../site/served.js';
import { touchstone } from './command.js';
import { alone } from './process.js';
import { temporaryFolder } from './temporary.js';
import { checkedOut, makeRepository, writeRepository } from './tuf-repository.js';

const SIGSTORE = makeSigstore();
const ROOT = JSON.stringify(SIGSTORE.trustedRoot);
const OTHER_LOG = JSON.stringify(
  describeTrust(SIGSTORE, {
    logs: [{ log: SIGSTORE.rekor, validFor: { end: new Date() } }, { log: SIGSTORE.rekorV2 }],
  }),
);
const FIRST = ['trust', 'update', 'repository', '--root', 'root.json', '--for', 'trusted_root.json'];
const AGAIN = ['trust', 'update', '--for', 'trusted_root.json'];
const FILE = join('trust-store', `${replacesOf(ROOT)}.json`);
const ONE_LINE = /^touchstone: [^\n]+\n$/u;

/** A folder with what the person got, and the repository. */
async function place() {
  const folder = await temporaryFolder();
  const { root, publish } = makeRepository();
  await writeFile(join(folder, 'root.json'), root);
  await writeFile(join(folder, 'trusted_root.json'), ROOT);
  const at = join(folder, 'repository');
  await writeRepository(at, publish({ version: 1, trustedRoot: ROOT }));
  return { folder, at, publish };
}

/** An address where nobody listens any more. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/`;
}

describe('trust update', () => {
  it('takes the current list out of a folder, keeps it for this person alone, and says what changed', async () => {
    const { folder, at, publish } = await place();
    const first = await touchstone(FIRST, folder);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/: updated\n/u);
    expect(first.stdout).toMatch(/Changed\n {4}no authority and no log\n$/u);
    expect((await stat(join(folder, FILE))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'trust-store'))).mode & 0o077).toBe(0);
    expect(await readdir(join(folder, 'trust-store'))).toEqual([`${replacesOf(ROOT)}.json`]);

    await writeRepository(at, publish({ version: 2, trustedRoot: OTHER_LOG, roots: 3 }));
    const second = await touchstone(AGAIN, folder);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain('Root          version 3, holds until');
    expect(second.stdout).toContain('ended: log of signatures “https://rekor.touchstone.example” (until');
    expect(second.stdout).toContain('+ log of signatures “https://log2026.rekor.touchstone.example”');

    const shown = await touchstone(['trust', 'show'], folder);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    for (const text of [
      'The public Sigstore\n',
      replacesOf(ROOT),
      'timestamp 2, snapshot 2, targets 2',
      'Changed since',
      at,
    ])
      expect(shown.stdout).toContain(text);
    expect(shown.stdout).not.toMatch(/\bsafe\b|\bvalid\b/iu);
  });

  it('takes it out of a checkout, and from a server, one after the other', async () => {
    const { folder, publish } = await place();
    const files = publish({ version: 2, trustedRoot: OTHER_LOG, roots: 2 });
    await writeRepository(join(folder, 'checkout'), checkedOut(files));
    const [, , , ...own] = FIRST;
    const out = await touchstone(['trust', 'update', 'checkout', ...own, '--quiet'], folder);
    expect(out).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const url = await served(join(folder, 'repository'), (path, response) => {
      const bytes = files[path];
      if (bytes !== undefined) response.writeHead(200).end(bytes);
      return bytes !== undefined;
    });
    const { code, stdout } = await touchstone([...AGAIN, url.slice(0, -1), '--json'], folder);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      fault: null,
      changes: [],
      repository: url,
      source: 'refreshed',
      ageDays: 0,
      root: { version: 2 },
      versions: { timestampVersion: 2, snapshotVersion: 2, targetsVersion: 2 },
      isDamaged: false,
    });
  });

  it('refuses what is old, over or not to be had, with the way out; what was good stays', async () => {
    const { folder, at, publish } = await place();
    const old = await readFile(join(at, 'timestamp.json'));
    await writeRepository(at, publish({ version: 2, trustedRoot: OTHER_LOG }));
    expect((await touchstone(FIRST, folder)).code).toBe(0);

    const refused = async (from: string, expected: RegExp) => {
      const { code, stdout, stderr } = await touchstone([...AGAIN, from], folder);
      expect({ code, from }).toEqual({ code: 2, from });
      expect(stderr).toMatch(ONE_LINE);
      expect(stderr).toMatch(expected);
      expect(stderr).toContain('What was trusted before stays in use.');
      expect(stdout).toContain('timestamp 2, snapshot 2, targets 2');
    };
    await writeFile(join(at, 'timestamp.json'), old);
    await refused(at, /timestamp\.json is version 1, although version 2 was seen before/u);
    await writeRepository(at, publish({ version: 3, trustedRoot: ROOT, expires: new Date('2026-01-01') }));
    await refused(at, /timestamp\.json was to be used until 2026-01-01/u);
    await refused(await nowhere(), /2\.root\.json could not be fetched: “?connection refused/u);
    const { code, stdout } = await touchstone(['trust', 'show', '--json'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('https://log2026.rekor.touchstone.example');
  });

  it('says how it is meant', async () => {
    const { folder } = await place();
    const said = async (...args: string[]) => {
      const { code, stderr, stdout } = await touchstone(['trust', ...args], folder);
      expect({ code, stdout, args }).toEqual({ code: 2, stdout: '', args });
      expect(stderr).toMatch(ONE_LINE);
      return stderr;
    };
    expect(await said()).toContain('trust update or trust show');
    expect(await said('renew')).toContain('There is no "trust renew"');
    expect(await said('update', '--root', 'root.json')).toContain('--root is given without --for');
    expect(await said('update', '--identity', 'x')).toContain('--identity does not go with trust update');
    expect(await said('show', 'repository')).toContain('one argument too many');
    expect(await said(...AGAIN.slice(1))).toContain('trusted_root.json was not updated before');
    expect(await said('update', 'http://example.org/')).toContain('neither a folder nor an https address');
    expect(await said('update', 'ftp://example.org/')).toContain('neither a folder nor an https address');
    expect(await said('update', 'https://me@example.org/')).toContain('more than a host and a path');
    expect(await said('update', 'nowhere')).toContain('cannot be opened: no such file');
    expect(
      await said('update', 'repository', '--root', 'trusted_root.json', '--for', 'trusted_root.json'),
    ).toContain('root.json is not as it should be');
  });

  it('takes turns', async () => {
    const { folder } = await place();
    const both = await Promise.all([alone(FIRST, folder), alone(FIRST, folder), alone(FIRST, folder)]);
    expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      both.map(() => ({ code: 0, stderr: '' })),
    );
    expect(await readdir(join(folder, 'trust-store'))).toEqual([`${replacesOf(ROOT)}.json`]);
  });

  it('mends what is damaged, and says what is', async () => {
    const { folder } = await place();
    expect((await touchstone(FIRST, folder)).code).toBe(0);
    const good = await readFile(join(folder, FILE), 'utf8');
    const elsewhere = good.replace(/(good.*?)fulcio\.touchstone/u, '$1fulcio.attacker--');
    const bads = ['', '{}', good.slice(0, -9), good.replace('touchstone-trust-store', 'another'), elsewhere];
    expect(new Set([good, ...bads]).size).toBe(bads.length + 1);
    for (const bad of bads) {
      await writeFile(join(folder, FILE), bad);
      const shown = await touchstone(['trust', 'show'], folder);
      expect(shown.code, bad.slice(0, 20)).toBe(2);
      expect(shown.stderr).toMatch(/^touchstone: Damaged, and not used: /u);
      const mended = await touchstone([...FIRST, '--quiet'], folder);
      expect(mended).toMatchObject({ code: 0, stdout: '' });
      expect(await touchstone(['trust', 'show'], folder)).toMatchObject({ code: 0, stderr: '' });
    }
  });
});

describe.skipIf(!INTEROP_IS_HERE)('the public repository as it was', () => {
  it.each([1, 5])(
    'rotates from root %i to 15 out of a checkout, and ends where the snapshot is missing',
    async (version) => {
      const folder = await temporaryFolder();
      const tuf = join(INTEROP, 'tuf');
      let [stdout, stderr] = ['', ''];
      const around = {
        stdout: { write: (text: string) => (stdout += text) },
        stderr: { isTTY: true, write: (text: string) => (stderr += text) },
        cwd: folder,
        signal: new AbortController().signal,
        now: new Date('2026-08-25T00:00:00Z'),
      };
      const root = join(tuf, `metadata/root_history/${String(version)}.root.json`);
      const own = ['--root', root, '--for', join(tuf, 'targets/trusted_root.json'), '--store', 'store'];
      expect(await run(['trust', 'update', tuf, ...own, '--json'], around)).toBe(2);
      expect(stdout).toMatch(/"file": "\d+\.snapshot\.json"/u);
      expect(JSON.parse(stdout)).toMatchObject({
        fault: { code: 'trust-missing' },
        root: { version: 15 },
        source: 'supplied',
      });
      expect(stderr).toMatch(/^asking for \d+\.root\.json\n/u);
      expect(stderr).toMatch(/touchstone: The repository has no \d+\.snapshot\.json/u);
      expect(
        await run(['trust', 'update', tuf, ...own], { ...around, now: new Date('2026-11-22T00:00:00Z') }),
      ).toBe(2);
      expect(stderr).toContain('15.root.json was to be used until 2026-11-20');
    },
  );
});

it('keeps trust where each system keeps such things', () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string>, given: string | null = null) =>
    trustFolder(given, '/here', { platform, env, home: () => '/home/me' });
  expect(at('linux', {})).toBe('/home/me/.local/share/touchstone/trust');
  expect(at('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/touchstone/trust');
  expect(at('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/me/.local/share/touchstone/trust');
  expect(at('darwin', {})).toBe('/home/me/Library/Application Support/touchstone/trust');
  expect(at('win32', { LOCALAPPDATA: '/local' })).toBe('/local/touchstone/trust');
  expect(at('linux', { TOUCHSTONE_TRUST: 'mine' })).toBe('/here/mine');
  expect(at('linux', { TOUCHSTONE_TRUST: 'mine' }, '/given')).toBe('/given');
  const homeless = {
    platform: 'linux',
    env: {},
    home: () => {
      throw new Error('none');
    },
  } as const;
  expect(() => trustFolder(null, '/', homeless)).toThrow('no home folder');
});
