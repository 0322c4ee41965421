import { describe, expect, it } from 'vitest';
import { verifyModel, type VerifyRequest } from '../src/index.js';

describe('a request that the types would not allow', () => {
  it.each([
    [{ trust: null }, 'trust must be an object'],
    [{}, 'trust must be an object'],
    [{ trust: {} }, 'trust.method must be one of sigstore, key, certificate, inspect, expectations'],
    [
      { trust: { method: 'toString' } },
      'trust.method must be one of sigstore, key, certificate, inspect, expectations',
    ],
    [{ trust: { method: 'sigstore', identity: 'a@b.example' } }, 'trust.issuer must be a string'],
    [{ trust: { method: 'key' } }, 'trust.publicKey must be a string'],
    [{ trust: { method: 'certificate', roots: 5 } }, 'trust.roots must be one or more strings'],
    [{ trust: { method: 'certificate', leafFingerprint: 5 } }, 'trust.leafFingerprint must be a string'],
    [
      { trust: { method: 'sigstore', issuer: 'x' } },
      'trust must have either an identity or an identityPattern',
    ],
    [
      { trust: { method: 'sigstore', issuer: 'x', identity: 'a', identityPattern: 'b' } },
      'trust must have either an identity or an identityPattern',
    ],
    [{ trust: { method: 'inspect' }, only: 'weights' }, 'only must be a list of strings'],
    [{ trust: { method: 'inspect' }, ignorePaths: [5] }, 'ignorePaths must be a list of strings'],
    [{ trust: { method: 'certificate', roots: ['x', 1] } }, 'trust.roots must be one or more strings'],
    [{ trust: { method: 'inspect' }, now: new Date(NaN) }, 'now must be a valid date'],
  ])('%j', async (part, problem) => {
    // As a caller without a compiler would.
    const request = { model: [], ...part } as unknown as VerifyRequest;
    await expect(verifyModel(request)).rejects.toThrow(new TypeError(problem));
  });
});
