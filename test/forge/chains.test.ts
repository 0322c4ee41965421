/** The chains against OpenSSL's own path validation, where its command is at hand. */
import { X509Certificate } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { FAULTY_CHAINS, SOUND_CHAINS, type Chain, type FaultyChain } from './index.js';
import { OPENSSL_IS_HERE, startOpenSsl } from './openssl.js';

const at = new Date('2026-03-01T12:00:00Z');

/** What OpenSSL lets pass although we do not: our own rules on usages, algorithms and versions, or OMS's. */
const BEYOND_OPENSSL: readonly FaultyChain[] = [
  'leaf-may-not-sign',
  'leaf-without-usages',
  'root-version-1',
  'leaf-version-2',
  'leaf-version-1-with-extensions',
  'rsa-pss-mask-of-another-hash',
  'rsa-pss-sha1',
  'sha1',
];

describe.skipIf(!OPENSSL_IS_HERE)('as OpenSSL judges', () => {
  const openssl = startOpenSsl();
  afterAll(openssl.end);

  const judge = ({ certificates: [leaf = Buffer.alloc(0), ...others], rootPem }: Chain) =>
    openssl.verify({ leaf, others, roots: [new X509Certificate(rootPem).raw], at });

  it.each(Object.entries(SOUND_CHAINS))('sound: %s', async (_, make) => {
    expect(await judge(make(at))).toBe('OK');
  });

  it.each(Object.entries(FAULTY_CHAINS))('faulty: %s', async (name, make) => {
    const beyond = BEYOND_OPENSSL.some((b) => b === name);
    expect(await judge(make(at))).toEqual(beyond ? 'OK' : expect.stringMatching(/^error \d+ at \d+ depth/));
  });
});
