import { writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Report } from '../../src/index.js';
import { buildStatement, makeSigstore, signKeyless, text, writeModel } from '../forge/index.js';
import { IDENTITY, ISSUER } from '../forge/sigstore.js';
import { temporaryFolder } from './temporary.js';
import { makeRepository, writeRepository } from './tuf-repository.js';

const DAY_MS = 24 * 3600 * 1000;
const FILES = { 'a.bin': text('aaa') };
const [before, now] = [makeSigstore(), makeSigstore()];
const { root, publish } = makeRepository();

/** The command as a build that embeds a Sigstore of ours, of that day. */
async function program(trustedRoot: object, published: Date) {
  const json = JSON.stringify(trustedRoot);
  vi.resetModules();
  vi.doMock('#trusted-root', () => ({
    json,
    source: 'a Sigstore of ours',
    sha256: createHash('sha256').update(json).digest('hex'),
    published: published.toISOString(),
    root,
    rootVersion: 1,
    repository: 'https://tuf.touchstone.example',
  }));
  const { run } = await import('../../cli/run.js');
  return async (args: readonly string[], cwd: string) => {
    let [stdout, stderr] = ['', ''];
    const code = await run(
      [...args, ...(args[0] === 'verify' ? ['--trust-store', 'store'] : ['--store', 'store'])],
      {
        stdout: { write: (piece) => (stdout += piece) },
        stderr: { write: (piece: string) => (stderr += piece) },
        cwd,
        signal: new AbortController().signal,
      },
    );
    return { code, stdout, stderr };
  };
}

it('goes by the public Sigstore as an update found it, until a newer program brings its own', async () => {
  const folder = await temporaryFolder();
  const { bundle } = signKeyless(now, await buildStatement(FILES));
  await writeModel(join(folder, 'model'), FILES, bundle);
  await writeRepository(
    join(folder, 'at'),
    publish({ version: 2, trustedRoot: JSON.stringify(now.trustedRoot) }),
  );
  const whom = ['--identity', IDENTITY, '--identity-provider', ISSUER];
  const check = ['verify', 'sigstore', join(folder, 'model'), ...whom];

  const old = await program(before.trustedRoot, new Date(Date.now() - 40 * DAY_MS));
  const first = await old(check, folder);
  expect(first.code).toBe(1);
  expect(first.stdout).toMatch(
    /^Trust .* came with this program, root 1, as of \S+ \(40 days ago\)\n\nCaveat: /mu,
  );
  expect(await old(['trust', 'update', 'at', '--quiet'], folder)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const second = await old([...check, '--json'], folder);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  const report = JSON.parse(second.stdout) as Report;
  expect(report.trust.root).toMatchObject({ source: 'refreshed', rootVersion: 1, ageDays: 0 });
  expect((await old(['trust', 'show'], folder)).stdout).toMatch(
    /The public Sigstore\n {2}Source {8}.*, updated /u,
  );

  const newer = await program(before.trustedRoot, new Date(Date.now() + DAY_MS));
  expect((await newer(check, folder)).stdout).toMatch(/^Trust .* came with this program/mu);
  // What was seen stays seen.
  await writeFile(
    join(folder, 'at/timestamp.json'),
    publish({ version: 1, trustedRoot: '{}' })['timestamp.json'] ?? '',
  );
  expect((await newer(['trust', 'update', 'at', '--quiet'], folder)).stderr).toContain(
    'although version 2 was seen before',
  );
});
