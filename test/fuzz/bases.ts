import type { KeyObject } from 'node:crypto';
import type { TrustInput } from '../../src/index.js';
import {
  buildStatement,
  buildStatementV01,
  IDENTITY,
  ISSUER,
  makeChain,
  makeKey,
  makeSigstore,
  noise,
  payloadBytes,
  signKeyless,
  signWithCertificate,
  signWithKey,
  text,
  type Bundle,
  type ForgedFiles,
  type KeySigning,
  type Payload,
} from '../forge/index.js';
import type { Expected } from './oracle.js';

/** A soundly signed model, and the pen that signed it. */
export interface Base {
  readonly name: string;
  readonly files: ForgedFiles;
  readonly statement: object;
  readonly bundle: Bundle;
  readonly trust: Exclude<TrustInput, { method: 'inspect' }>;
  /** Signs something else as the same signer, and remembers it. */
  readonly sign: (payload: Payload) => Bundle;
  readonly expected: Expected;
}

/** Small, since each is hashed thousands of times. */
export const FILES: ForgedFiles = {
  'README.md': text('# A small model\n'),
  'config.json': text('{"hidden_size": 8}\n'),
  'weights/é.bin': noise(64, 3),
  'weights/part 1.bin': noise(300, 1),
  '.note': text('dot files count\n'),
};

const ONE: ForgedFiles = { 'model.bin': noise(100, 5) };

export type Bases = ReadonlyMap<string, Base>;

export function baseOf(bases: Bases, name: string): Base {
  const base = bases.get(name);
  if (base === undefined) throw new Error(`no base ${name}`);
  return base;
}

export async function makeBases(): Promise<Bases> {
  const statement = await buildStatement(FILES);
  const sharded = await buildStatement(FILES, { method: 'shards', shardSize: 128 });
  const ignoring = await buildStatement(FILES, { ignorePaths: ['.git', 'later'] });
  const bases: readonly Base[] = [
    byKey('key P-256', statement),
    byKey('key P-384, shards', sharded, { curve: 'P-384' }),
    byKey('key P-521, in the bundle', statement, { curve: 'P-521', shape: 'rawBytes' }),
    byKey('key, BLAKE2b', await buildStatement(FILES, { hashType: 'blake2b' })),
    byKey('key, BLAKE3', await buildStatement(FILES, { hashType: 'blake3' })),
    byKey('key, ignored paths', ignoring),
    byKey('key, v0.2.0', buildStatementV01(FILES), { format: 'v0.2.0' }),
    { ...byKey('key, one file', await buildStatement(ONE, { singleFile: 'dot' })), files: ONE },
    byCertificate('certificate', statement),
    byCertificate('certificate, v0.2.0', buildStatementV01(FILES), 'v0.2.0'),
    keyless('keyless', statement, false),
    keyless('keyless with a timestamp', statement, true),
  ];
  return new Map(bases.map((base) => [base.name, base]));
}

/** What one signer has signed so far. */
function openLedger(key: KeyObject | null) {
  const payloads = new Set<string>();
  const certificates = new Set<string>();
  const enter = (payload: Payload, certificate?: Buffer) => {
    payloads.add(payloadBytes(payload).toString('base64'));
    if (certificate !== undefined) certificates.add(certificate.toString('base64'));
  };
  return { expected: { payloads, certificates, key }, enter };
}

function byKey(name: string, statement: object, options: KeySigning = {}): Base {
  const key = makeKey(options.curve);
  const ledger = openLedger(key.publicKey);
  const sign = (payload: Payload) => {
    ledger.enter(payload);
    return signWithKey(payload, { ...options, key });
  };
  const { bundle, publicKeyPem } = sign(statement);
  return {
    name,
    files: FILES,
    statement,
    bundle,
    trust: { method: 'key', publicKey: publicKeyPem },
    sign: (payload) => sign(payload).bundle,
    expected: ledger.expected,
  };
}

function byCertificate(name: string, statement: object, format: 'v1' | 'v0.2.0' = 'v1'): Base {
  const chain = makeChain();
  const ledger = openLedger(null);
  const sign = (payload: Payload) => {
    ledger.enter(payload, chain.leaf.der);
    return signWithCertificate(payload, chain, { format });
  };
  return {
    name,
    files: FILES,
    statement,
    bundle: sign(statement),
    trust: { method: 'certificate', roots: chain.rootPem },
    sign,
    expected: ledger.expected,
  };
}

function keyless(name: string, statement: object, timestamp: boolean): Base {
  const sigstore = makeSigstore();
  const ledger = openLedger(null);
  const sign = (payload: Payload) => {
    const { bundle, certificate } = signKeyless(sigstore, payload, { timestamp });
    ledger.enter(payload, certificate.der);
    return bundle;
  };
  const trustedRoot = JSON.stringify(sigstore.trustedRoot);
  return {
    name,
    files: FILES,
    statement,
    bundle: sign(statement),
    trust: { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot },
    sign,
    expected: ledger.expected,
  };
}
