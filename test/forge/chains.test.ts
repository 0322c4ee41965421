/** The chains against OpenSSL's own path validation, where its command is at hand. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FAULTY_CHAINS, SOUND_CHAINS, toPem, type Chain, type FaultyChain } from './index.js';

const at = new Date('2026-03-01T12:00:00Z');
const dir = mkdtempSync(join(tmpdir(), 'chains-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

/** What OpenSSL lets pass although we do not: our own rules on usages, algorithms and versions, or OMS's. */
const BEYOND_OPENSSL: readonly FaultyChain[] = [
  'leaf-may-not-sign',
  'leaf-without-usages',
  'root-version-1',
  'rsa-pss',
  'sha1',
];

function openssl(chain: Chain): string {
  const write = (name: string, content: string) => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const [leaf = '', ...others] = chain.certificates.map((der) => toPem(der));
  const time = String(at.getTime() / 1000);
  const args = ['-attime', time, '-purpose', 'any', '-CAfile', write('root.pem', chain.rootPem)];
  if (others.length > 0) args.push('-untrusted', write('others.pem', others.join('')));
  const { stdout, stderr } = spawnSync('openssl', ['verify', ...args, write('leaf.pem', leaf)], {
    encoding: 'utf8',
  });
  return stdout.trim().endsWith('OK') ? 'OK' : stderr;
}

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('as OpenSSL judges', () => {
  it.each(Object.entries(SOUND_CHAINS))('sound: %s', (_, make) => {
    expect(openssl(make(at))).toBe('OK');
  });

  it.each(Object.entries(FAULTY_CHAINS))('faulty: %s', (name, make) => {
    const beyond = BEYOND_OPENSSL.some((b) => b === name);
    expect(openssl(make(at))).toEqual(beyond ? 'OK' : expect.stringMatching(/error \d+ at \d+ depth/));
  });
});
