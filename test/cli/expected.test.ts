import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  text,
  writeModel,
} from '../forge/index.js';
import { reported, touchstone } from './command.js';
import type { Finished } from './process.js';
import { temporaryFolder } from './temporary.js';

const FILES = { 'a.bin': text('aaa') };
const signerLine = (stdout: string) => stdout.split('\n').find((line) => line.startsWith('Signer '));

async function placeKeyless(): Promise<string> {
  const folder = await temporaryFolder();
  const sigstore = makeSigstore();
  const { bundle } = signKeyless(sigstore, await buildStatement(FILES));
  await writeModel(join(folder, 'model'), FILES, bundle);
  await writeFile(join(folder, 'root.json'), JSON.stringify(sigstore.trustedRoot));
  return folder;
}

describe('an identity by a pattern', () => {
  const SIGSTORE = ['verify', 'sigstore', 'model', '--trusted-root', 'root.json'];
  const check = async (pattern: string): Promise<Finished & { folder: string }> => {
    const folder = await placeKeyless();
    const options = ['--identity-pattern', pattern, '--identity-provider', ISSUER];
    return { folder, ...(await touchstone([...SIGSTORE, ...options], folder)) };
  };

  it.each(['*@touchstone.example', 'signer@**', IDENTITY])(
    '%s fits, and is shown as a pattern',
    async (pattern) => {
      const { code, stdout, stderr } = await check(pattern);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(signerLine(stdout)).toBe(
        `Signer     ${IDENTITY}, confirmed by ${ISSUER}; the identity fits the pattern ${pattern} that you gave`,
      );
      expect(stdout).toContain(pattern);
    },
  );

  it.each(['*@touchstone', 'igner@*', 'Signer@*', 'sign*/*'])('%s does not fit', async (pattern) => {
    const { code, stdout, stderr } = await check(pattern);
    expect(code).toBe(1);
    expect(stderr).toContain(`which does not fit ${pattern}`);
    expect(signerLine(stdout)).toContain(`; the identity does not fit the pattern ${pattern} that you gave`);
  });

  it.each(['', '**', 'https://**'])('%j could mean anybody, and is refused', async (pattern) => {
    const { code, stderr } = await check(pattern);
    expect(code).toBe(2);
    expect(stderr).toContain('The pattern for the identity');
  });

  it('is told from an identity, in which a star stands for itself', async () => {
    const folder = await placeKeyless();
    const args = [...SIGSTORE, '--identity', 'signer@*', '--identity-provider', ISSUER];
    const { code, report } = await reported(args, folder);
    expect(code).toBe(1);
    expect(report.trust.expected).toEqual({ identity: 'signer@*', issuer: ISSUER });
  });
});

describe('a certificate, pinned', () => {
  const CERTIFICATE = ['verify', 'certificate', 'model'];
  const SAN = 'release@touchstone.example';
  const chain = makeChain({ leaf: { altNames: [{ email: SAN }] } });
  const hashes = [chain.leaf, ...chain.intermediates].map(({ der }) =>
    createHash('sha256').update(der).digest('hex'),
  );
  const [leaf = '', intermediate = ''] = hashes;
  const check = async (...options: readonly string[]): Promise<Finished> => {
    const folder = await temporaryFolder();
    await writeModel(join(folder, 'model'), FILES, signWithCertificate(await buildStatement(FILES), chain));
    await writeFile(join(folder, 'root.pem'), chain.rootPem);
    return touchstone([...CERTIFICATE, ...options], folder);
  };
  const roots = ['--certificate-chain', 'root.pem'];

  it.each<[string, string[], string]>([
    ['the alternative name', [...roots, '--subject-alt-name', SAN], `alternative name ${SAN}`],
    ['its own fingerprint', ['--leaf-fingerprint', leaf], `certificate ${leaf}`],
    [
      'its own, as OpenSSL prints it',
      ['--leaf-fingerprint', leaf.toUpperCase().replace(/..(?=.)/gu, '$&:')],
      `certificate ${leaf}`,
    ],
    ['an intermediate’s', ['--intermediate-fingerprint', intermediate], `CA certificate ${intermediate}`],
    [
      'all of them and a root',
      [
        ...roots,
        '--subject-alt-name',
        SAN,
        '--leaf-fingerprint',
        leaf,
        '--intermediate-fingerprint',
        intermediate,
      ],
      `alternative name ${SAN}, certificate ${leaf}, CA certificate ${intermediate}`,
    ],
  ])('by %s', async (_, options, pinned) => {
    const { code, stdout, stderr } = await check(...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(signerLine(stdout)).toMatch(/whom you expect|vouched for by/u);
    expect(signerLine(stdout)).toContain(`; as you pinned: ${pinned}`);
  });

  it.each<[string, string[], RegExp]>([
    ['another alternative name', [...roots, '--subject-alt-name', 'other@x.example'], /you expect other@x/u],
    [
      'another certificate',
      ['--leaf-fingerprint', intermediate],
      /with another certificate than you expect/u,
    ],
    // Nobody vouches for the name then, and it is not said as if somebody did.
    [
      'another authority',
      ['--intermediate-fingerprint', leaf],
      /Claims to be signed by .*, without the CA that you expect above it/u,
    ],
    [
      'an authority that is not there',
      [...roots, '--intermediate-fingerprint', 'ab'.repeat(32)],
      /Signed by .*, without the CA that you expect above it/u,
    ],
  ])('fails for %s', async (_, options, said) => {
    const { code, stdout, stderr } = await check(...options);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(said);
    expect(signerLine(stdout)).toMatch(
      /; not (?:whom you expect|by way of the certificates that you pinned)$/u,
    );
  });

  it('needs a fingerprint that is one', async () => {
    for (const bad of [leaf.slice(2), `${leaf}00`, 'signer']) {
      const { code, stderr } = await check('--leaf-fingerprint', bad);
      expect(code).toBe(2);
      expect(stderr).toContain('for the signer’s certificate is no SHA-256 fingerprint');
    }
  });
});
