import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replacesOf } from '../../cli/trust/store.js';
import { buildStatement, makeSigstore, signKeyless, text, writeModel } from '../forge/index.js';
import { IDENTITY, ISSUER } from '../forge/sigstore.js';
import { describeTrust } from '../forge/trusted-root.js';
import { reported, touchstone } from './command.js';
import { temporaryFolder } from './temporary.js';
import { makeRepository, writeRepository } from './tuf-repository.js';

const FILES = { 'a.bin': text('aaa') };
const SIGSTORE = makeSigstore();
const WITH = JSON.stringify(SIGSTORE.trustedRoot);
/** The same logs, and another authority. */
const { fulcio: other } = makeSigstore();
const WITHOUT = JSON.stringify(
  describeTrust(SIGSTORE, { authorities: [{ chain: [other.intermediate, other.root] }] }),
);
const WHOM = ['--identity', IDENTITY, '--identity-provider', ISSUER];
const CHECK = ['verify', 'sigstore', 'model', ...WHOM, '--trusted-root', 'trusted_root.json'];
const DAY_MS = 24 * 3600 * 1000;

/** A model that the Sigstore signed, what the person got of it once, and what an update has found since. */
async function place(got: string, found: string): Promise<string> {
  const folder = await temporaryFolder();
  const { bundle } = signKeyless(SIGSTORE, await buildStatement(FILES));
  await writeModel(join(folder, 'model'), FILES, bundle);
  const { root, publish } = makeRepository();
  await writeFile(join(folder, 'root.json'), root);
  await writeFile(join(folder, 'trusted_root.json'), got);
  await writeRepository(join(folder, 'repository'), publish({ version: 1, trustedRoot: found }));
  const own = ['--root', 'root.json', '--for', 'trusted_root.json', '--quiet'];
  const { code, stderr } = await touchstone(['trust', 'update', 'repository', ...own], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return folder;
}

it('counts an authority that an update has found, and says by whose word', async () => {
  const folder = await place(WITHOUT, WITH);
  const { code, stdout, stderr } = await touchstone(CHECK, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Trust {6}authorities and logs of \S+repository, root 1, updated \S+ \(today\)$/mu);
  expect(stdout).not.toContain('Caveat');
  const { report } = await reported(CHECK, folder);
  expect(report.trust.root).toMatchObject({ source: 'refreshed', rootVersion: 1, ageDays: 0 });

  const without = await reported([...CHECK, '--no-trust-store'], folder);
  expect(without).toMatchObject({ code: 1, report: { trust: { root: { source: 'supplied' } } } });
  expect((await touchstone([...CHECK, '--trust-store', 'elsewhere'], folder)).code).toBe(1);
  expect((await touchstone([...CHECK, '--trust-store', 'trust-store'], folder)).code).toBe(0);
});

it('counts an authority no more that an update has taken away', async () => {
  const folder = await place(WITH, WITHOUT);
  expect((await touchstone([...CHECK, '--no-trust-store'], folder)).code).toBe(0);
  const { code, report } = await reported(CHECK, folder);
  expect({ code, verdict: report.verdict.code }).toEqual({ code: 1, verdict: 'signer-untrusted' });
});

it('says at once when the list is old', async () => {
  const folder = await place(WITHOUT, WITH);
  const file = join(folder, 'trust-store', `${replacesOf(WITHOUT)}.json`);
  const kept = await readFile(file, 'utf8');
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const aged = kept.replace(/(updatedAt\\":\\")[^\\]+/u, `$1${ago(40)}`);
  expect(aged).not.toBe(kept);
  await writeFile(file, aged);
  const { code, stdout } = await touchstone(CHECK, folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^Trust .* \(40 days ago\)\n\nCaveat: [^\n]+ is 40 days old [^\n]+\n +touchstone trust update gets /mu,
  );
  expect(stdout).not.toMatch(/^Note: .* days old/mu);
  expect((await touchstone([...CHECK, '--stale-trust-days', '40'], folder)).stdout).not.toContain('Caveat');
  expect((await touchstone([...CHECK, '--stale-trust-days', '39'], folder)).stdout).toContain('Caveat');
});

it('says that what was kept is damaged, and goes by what the person gave', async () => {
  const folder = await place(WITH, WITHOUT);
  await writeFile(join(folder, 'trust-store', `${replacesOf(WITH)}.json`), '{');
  const { code, stderr } = await touchstone(CHECK, folder);
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^touchstone: The updated trust in [^\n]+ is damaged: [^\n]+ counts instead\.[^\n]+\n$/u,
  );
  expect((await touchstone([...CHECK, '--no-trust-store'], folder)).stderr).toBe('');
});
