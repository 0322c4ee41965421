import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A repository of The Update Framework in which one key signs for all, as far as the page needs one to look at. */
export interface Publisher {
  /** Its files by their published names: `version` of all but the root, which has its first one. */
  readonly publish: (version: number, trustedRoot: string, expires?: string) => Record<string, string>;
}

const EVER = '2099-01-01T00:00:00Z';

export function makePublisher(): Publisher {
  const pair = generateKeyPairSync('ed25519');
  const value = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: value } };
  const keyid = sha256(canonical(key));
  const signed = (body: object) => {
    const sig = sign(null, Buffer.from(canonical(body)), pair.privateKey).toString('hex');
    return JSON.stringify({ signed: body, signatures: [{ keyid, sig }] });
  };
  const head = (type: string, version: number, expires: string) => ({
    _type: type,
    spec_version: '1.0.31',
    version,
    expires,
  });
  const role = { keyids: [keyid], threshold: 1 };
  return {
    publish(version, trustedRoot, expires = EVER) {
      const hash = sha256(trustedRoot);
      const target = { length: Buffer.byteLength(trustedRoot), hashes: { sha256: hash } };
      return {
        '1.root.json': signed({
          ...head('root', 1, EVER),
          consistent_snapshot: true,
          keys: { [keyid]: key },
          roles: { root: role, timestamp: role, snapshot: role, targets: role },
        }),
        'timestamp.json': signed({
          ...head('timestamp', version, expires),
          meta: { 'snapshot.json': { version } },
        }),
        [`${String(version)}.snapshot.json`]: signed({
          ...head('snapshot', version, EVER),
          meta: { 'targets.json': { version } },
        }),
        [`${String(version)}.targets.json`]: signed({
          ...head('targets', version, EVER),
          targets: { 'trusted_root.json': target },
        }),
        [`targets/${hash}.trusted_root.json`]: trustedRoot,
      };
    },
  };
}

/** Of what is plain ASCII without line breaks. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
