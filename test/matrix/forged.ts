import {
  buildStatement,
  buildStatementV01,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
} from '../forge/index.js';
import type { SignedCase } from './case.js';

/** The same questions as to the interop cases, asked of models that our forge signs, in every way that OMS knows. */
export async function forgedCases(): Promise<SignedCase[]> {
  const files = smallModel();
  const [firstName = '', first = new Uint8Array()] = Object.entries(files)[0] ?? [];
  const one = { [firstName.slice(firstName.lastIndexOf('/') + 1)]: first };
  const statement = await buildStatement(files);
  const chain = makeChain();
  const sigstore = makeSigstore();
  const base = { files, single: false, ignorePaths: [] };
  const byKey = (payload: object, options: Parameters<typeof signWithKey>[1] = {}) => {
    const { bundle, publicKeyPem } = signWithKey(payload, options);
    return { bundle: JSON.stringify(bundle), trust: { method: 'key', publicKey: publicKeyPem } } as const;
  };
  const byRoot = { method: 'certificate', roots: chain.rootPem } as const;
  const byIdentity = {
    method: 'sigstore',
    identity: IDENTITY,
    issuer: ISSUER,
    trustedRoot: sigstore.trustedRoot,
  } as const;
  const keyless = (options: Parameters<typeof signKeyless>[2] = {}) =>
    JSON.stringify(signKeyless(sigstore, statement, options).bundle);
  return [
    ...(['P-256', 'P-384', 'P-521'] as const).map((curve) => ({
      ...base,
      name: `key ${curve}`,
      ...byKey(statement, { curve }),
    })),
    { ...base, name: 'key in the bundle', ...byKey(statement, { shape: 'rawBytes' }) },
    { ...base, name: 'key, BLAKE2b', ...byKey(await buildStatement(files, { hashType: 'blake2b' })) },
    { ...base, name: 'key, BLAKE3', ...byKey(await buildStatement(files, { hashType: 'blake3' })) },
    {
      ...base,
      name: 'key, shards',
      ...byKey(await buildStatement(withoutEmpty(files), { method: 'shards', shardSize: 1000 })),
      files: withoutEmpty(files),
    },
    {
      ...base,
      name: 'key, BLAKE2b shards',
      ...byKey(
        await buildStatement(withoutEmpty(files), { method: 'shards', shardSize: 999, hashType: 'blake2b' }),
      ),
      files: withoutEmpty(files),
    },
    { ...base, name: 'key, v0.2.0', ...byKey(buildStatementV01(files), { format: 'v0.2.0' }) },
    {
      ...base,
      name: 'key, one file as "."',
      ...byKey(await buildStatement(one, { singleFile: 'dot' })),
      files: one,
      single: true,
    },
    {
      ...base,
      name: 'key, one file by its name',
      ...byKey(await buildStatement(one, { singleFile: 'base-name' })),
      files: one,
      single: true,
    },
    {
      ...base,
      name: 'certificate',
      bundle: JSON.stringify(signWithCertificate(statement, chain)),
      trust: byRoot,
    },
    {
      ...base,
      name: 'certificate, v0.2.0',
      bundle: JSON.stringify(signWithCertificate(buildStatementV01(files), chain, { format: 'v0.2.0' })),
      trust: byRoot,
    },
    { ...base, name: 'keyless', bundle: keyless(), trust: byIdentity },
    { ...base, name: 'keyless with a timestamp', bundle: keyless({ timestamp: true }), trust: byIdentity },
    {
      ...base,
      name: 'keyless, URI',
      bundle: keyless({
        identity: 'https://touchstone.example/release.yml@refs/tags/v1',
        identityType: 'uri',
      }),
      trust: { ...byIdentity, identity: 'https://touchstone.example/release.yml@refs/tags/v1' },
    },
    {
      ...base,
      name: 'keyless, other name',
      bundle: keyless({ identity: 'signer!touchstone', identityType: 'other' }),
      trust: { ...byIdentity, identity: 'signer!touchstone' },
    },
  ];
}

/** Shards of an empty file do not exist, so that it cannot be signed. */
function withoutEmpty(files: SignedCase['files']): SignedCase['files'] {
  return Object.fromEntries(Object.entries(files).filter(([, content]) => content.length > 0));
}
