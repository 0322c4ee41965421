/** Other people's verifiers, put to our bundles. For the forge's own tests. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { PublicKey, TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import type { SigstoreBundle } from './bundle-options.js';
import type { Bytes } from './der.js';
import { spkiOf, type KeyPair } from './keys.js';
import type { TrustedRootJson } from './trusted-root.js';
import { toPem, type ForgedCertificate } from './x509.js';

export interface Question {
  readonly trustedRoot: TrustedRootJson;
  readonly bundle: SigstoreBundle;
  /** What a message signature is about. */
  readonly artifact?: Bytes;
  /** Of a bundle without a certificate. */
  readonly key?: KeyPair;
}

/** @sigstore/verify's signer; throws what it has to say against the bundle. */
export function askSigstore({ trustedRoot, bundle, artifact, key }: Question) {
  const { publicKey } = bundle.verificationMaterial;
  const known = key && PublicKey.fromJSON({ rawBytes: spkiOf(key).toString('base64') });
  const keys = publicKey && known ? { [publicKey.hint]: known } : {};
  const material = toTrustMaterial(TrustedRoot.fromJSON(trustedRoot), keys);
  const entity = toSignedEntity(bundleFromJSON(bundle), artifact && Buffer.from(artifact));
  return new Verifier(material).verify(entity);
}

/** What OpenSSL says of a TimeStampResp over `data`: 'OK' or its errors. The root is trusted and nothing else known. */
export function askOpenSslAboutTimestamp(
  response: Bytes,
  data: Bytes,
  root: ForgedCertificate,
  at: Date,
): string {
  const dir = mkdtempSync(join(tmpdir(), 'forge-ts-'));
  try {
    const file = (name: string, bytes: Bytes | string) => {
      writeFileSync(join(dir, name), bytes);
      return join(dir, name);
    };
    const { status, stderr } = spawnSync(
      'openssl',
      [
        ...['ts', '-verify', '-in', file('response', response), '-data', file('data', data)],
        ...['-CAfile', file('root.pem', toPem(root.der)), '-attime', String(at.getTime() / 1000)],
      ],
      { encoding: 'utf8' },
    );
    return status === 0 ? 'OK' : stderr;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
