/** Log entries and timestamps of every shape, against @sigstore/verify, node:crypto and OpenSSL. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as forge from './forge/index.js';
import { askOpenSslAboutTimestamp, askSigstore } from './forge/judge.js';
import { OPENSSL_IS_HERE } from './forge/openssl.js';

const at = new Date('2026-03-01T12:00:00Z');
const artifact = forge.noise(1000);
const message: forge.Content = { message: artifact };
const subject = [forge.subjectOf('weights.bin', artifact, ['sha256', 'sha512'])];
const statement: forge.Content = { statement: forge.provenanceStatement(subject) };
const sigstore = forge.makeSigstore(at, { rekorV2: true });

const decode = (base64 = '') => Buffer.from(base64, 'base64');

function check(content: forge.Content, options: forge.BundleSigning = {}, from = sigstore) {
  const { bundle, key } = forge.signBundle(from, content, options);
  return askSigstore({ bundle, key, trustedRoot: from.trustedRoot, artifact });
}

const combine = <A, B>(as: readonly A[], bs: readonly B[]) =>
  as.flatMap((a) => bs.map((b) => [a, b] as const));

/** Leaf 9 of 13: three hashes below the fork, one beyond it (RFC 9162 §2.1.3.2, by hand). */
function rootOf({ canonicalizedBody, inclusionProof }: forge.LogEntry) {
  const hash = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [a, b, c, d] = (inclusionProof?.hashes ?? []).map(decode);
  const none = Buffer.alloc(0);
  let node = hash(Buffer.of(0), decode(canonicalizedBody));
  node = hash(Buffer.of(1), a ?? none, node);
  node = hash(Buffer.of(1), node, b ?? none);
  node = hash(Buffer.of(1), node, c ?? none);
  return hash(Buffer.of(1), d ?? none, node).toString('base64');
}

describe('log entries', () => {
  const p256 = forge.makeSigstore(at, { rekorV2: 'P-256' });
  const logs = {
    'Rekor v1': [sigstore, sigstore.rekor],
    'Rekor v2 with Ed25519': [sigstore, sigstore.rekorV2],
    'Rekor v2 with P-256': [p256, p256.rekorV2],
  } as const;
  const names = ['Rekor v1', 'Rekor v2 with Ed25519', 'Rekor v2 with P-256'] as const;

  it.each(combine(names, ['hashedrekord', 'dsse', 'intoto'] as const))('%s: %s', (name, kind) => {
    const [from, log] = logs[name];
    check(statement, { entries: [{ log, kind }] }, from);
    if (kind === 'hashedrekord') check(message, { entries: [{ log, kind }] }, from);
    const key = { type: 'key' } as const;
    check(statement, { signer: key, entries: [{ log, kind }] }, from);
    const { bundle } = forge.signBundle(from, statement, { entries: [{ log, kind }] });
    const [entry] = bundle.verificationMaterial.tlogEntries;
    const v2 = name !== 'Rekor v1';
    expect(entry?.inclusionPromise === undefined).toBe(v2);
    expect(entry?.integratedTime).toBe(v2 ? '0' : '1772366401');
    expect(entry?.kindVersion).toEqual({
      kind: v2 && kind === 'intoto' ? 'dsse' : kind,
      version: v2 || kind === 'intoto' ? '0.0.2' : '0.0.1',
    });
  });

  it('write each body as Rekor does', () => {
    const body = (
      content: forge.Content,
      entry: forge.EntryOptions,
      signer: forge.BundleOptions['signer'] = {},
    ) => {
      const signed = forge.signBundle(sigstore, content, { entries: [entry], signer });
      const [made] = signed.bundle.verificationMaterial.tlogEntries;
      const parsed: unknown = JSON.parse(decode(made?.canonicalizedBody).toString());
      return { ...signed, spec: parsed };
    };
    const hex = (hash: string, bytes: Uint8Array) => createHash(hash).update(bytes).digest('hex');
    const one = body(message, {});
    expect(one.spec).toEqual({
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: hex('sha256', artifact) } },
        signature: {
          content: one.signature.toString('base64'),
          publicKey: { content: Buffer.from(one.certificate?.pem ?? '').toString('base64') },
        },
      },
    });
    const two = body(message, { log: sigstore.rekorV2 }, { type: 'key' });
    expect(two.spec).toEqual({
      apiVersion: '0.0.2',
      kind: 'hashedrekord',
      spec: {
        hashedRekordV002: {
          data: { algorithm: 'SHA2_256', digest: createHash('sha256').update(artifact).digest('base64') },
          signature: {
            content: two.signature.toString('base64'),
            verifier: {
              keyDetails: 'PKIX_ECDSA_P256_SHA_256',
              publicKey: {
                rawBytes: two.key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
              },
            },
          },
        },
      },
    });
    const three = body(statement, { kind: 'intoto' }, { type: 'key' });
    const payload = decode(three.bundle.dsseEnvelope?.payload);
    expect(three.spec).toMatchObject({
      apiVersion: '0.0.2',
      kind: 'intoto',
      spec: {
        content: {
          envelope: {
            payloadType: forge.PAYLOAD_TYPE,
            signatures: [
              {
                publicKey: Buffer.from(three.publicKeyPem).toString('base64'),
                sig: Buffer.from(three.signature.toString('base64')).toString('base64'),
              },
            ],
          },
          payloadHash: { algorithm: 'sha256', value: hex('sha256', payload) },
        },
      },
    });
    const four = body(statement, { kind: 'hashedrekord' });
    const encoded = forge.preAuthEncoding(decode(four.bundle.dsseEnvelope?.payload));
    const value = hex('sha256', encoded);
    expect(four.spec).toMatchObject({ spec: { data: { hash: { algorithm: 'sha256', value } } } });
    const five = body(statement, { log: sigstore.rekorV2 });
    expect(five.spec).toMatchObject({
      spec: {
        dsseV002: {
          signatures: [
            { verifier: { x509Certificate: { rawBytes: five.certificate?.der.toString('base64') } } },
          ],
        },
      },
    });
  });

  it('are several, of both versions, with the zero time stated or left out', () => {
    const entries = [{}, { log: sigstore.rekorV2, withoutTime: true }];
    const { bundle } = forge.signBundle(sigstore, message, { entries });
    expect(bundle.verificationMaterial.tlogEntries).toHaveLength(2);
    expect(bundle.verificationMaterial.tlogEntries[1]).not.toHaveProperty('integratedTime');
    check(message, { entries });
  });

  it('in version 0.1 may hold a proof without a checkpoint, on which @sigstore/verify breaks: its root is the true one', () => {
    const options = { version: '0.1', entries: [{ proof: true, checkpoint: null }] } as const;
    expect(() => check(message, options)).toThrow(TypeError);
    const { bundle } = forge.signBundle(sigstore, message, options);
    const [entry] = bundle.verificationMaterial.tlogEntries;
    expect(entry?.inclusionProof).not.toHaveProperty('checkpoint');
    expect(entry && rootOf(entry)).toBe(entry?.inclusionProof?.rootHash);
  });

  it('have promise or proof alone', () => {
    check(message, { version: '0.1', entries: [{ promise: true, proof: false }] });
    check(message, { entries: [{ promise: false }] });
    const { bundle } = forge.signBundle(sigstore, message, { entries: [{ promise: false }] });
    expect(bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps).toHaveLength(1);
  });

  it.each([sigstore.rekor, sigstore.rekorV2])(
    'have checkpoints with further lines and signatures (%#)',
    (log) => {
      const checkpoint = {
        lines: ['Timestamp: 1772366400'],
        before: [
          forge.cosignature('witness.example/w1', at),
          forge.noteSignature('other.example', forge.makeKey()),
          // A stranger under the log's own name.
          forge.noteSignature(new URL(log.baseUrl).host, forge.makeKey('Ed25519')),
        ],
        after: [forge.cosignature('witness.example/w2', at)],
      };
      check(message, { entries: [{ log, checkpoint }] });
      const { bundle } = forge.signBundle(sigstore, message, { entries: [{ log, checkpoint }] });
      const envelope = bundle.verificationMaterial.tlogEntries[0]?.inclusionProof?.checkpoint?.envelope ?? '';
      const [note = '', signatures = ''] = envelope.split('\n\n');
      const host = new URL(log.baseUrl).host;
      expect(note.split('\n')).toEqual([
        log.version === 2 ? host : `${host} - 1234567890`,
        '13',
        expect.stringMatching(/^[\w+/]{43}=$/),
        'Timestamp: 1772366400',
      ]);
      expect(signatures.match(/^\u2014 \S+ /gm)).toEqual([
        '\u2014 witness.example/w1 ',
        '\u2014 other.example ',
        `\u2014 ${host} `,
        `\u2014 ${host} `,
        '\u2014 witness.example/w2 ',
      ]);
    },
  );

  it('cosign as C2SP says', () => {
    const key = forge.makeKey('Ed25519');
    const line = forge.cosignature('witness.example', at, key)('the note\n');
    const bytes = decode(line.split(' ')[2]);
    expect(bytes.readBigUInt64BE(4)).toBe(1772366400n);
    const signed = Buffer.from('cosignature/v1\ntime 1772366400\nthe note\n');
    expect(verify(null, signed, key.publicKey, bytes.subarray(12))).toBe(true);
  });

  // Both keys and identifiers are those of the public trusted root.
  it.each([
    [
      'log2025-1.rekor.sigstore.dev',
      'MCowBQYDK2VwAyEAt8rlp1knGwjfbcXAYPYAkn0XiLz1x8O4t0YkEhie244=',
      'zxGZFVvd0FEmjR8WrFwMdcAJ9vtaY/QXf44Y1wUeP6A=',
    ],
    [
      'rekor.sigstore.dev',
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw==',
      'wNI9atQGlz+VWfO6LRygH4QUfY/8W4RFwiT5i5WRgB0=',
    ],
  ])('name the key of %s as it does itself', (name, spki, id) => {
    const publicKey = createPublicKey({ key: decode(spki), format: 'der', type: 'spki' });
    expect(forge.noteKeyId(name, { publicKey }).toString('base64')).toBe(id);
  });

  it('can be exchanged between two bundles', () => {
    const one = forge.signBundle(sigstore, message).bundle;
    const two = forge.signBundle(sigstore, { message: forge.noise(10) }).bundle;
    const [first, second] = forge.swapEntries(one, two);
    expect(first.verificationMaterial.tlogEntries).toEqual(two.verificationMaterial.tlogEntries);
    expect(second.verificationMaterial.tlogEntries).toEqual(one.verificationMaterial.tlogEntries);
    const question = { trustedRoot: sigstore.trustedRoot, artifact };
    expect(() => askSigstore({ ...question, bundle: one })).not.toThrow();
    expect(() => askSigstore({ ...question, bundle: first })).toThrow('signature mismatch');
  });
});

describe('timestamps', () => {
  it.each(combine(['P-256', 'P-384'] as const, ['sha256', 'sha384', 'sha512'] as const))(
    'by an authority with %s, imprint %s, with or without an intermediate and an embedded certificate',
    (key, imprint) => {
      for (const intermediate of [false, true]) {
        const from = forge.makeSigstore(at, { tsa: { key, intermediate } });
        for (const embedded of ['leaf', 'chain', 'none'] as const) {
          for (const signingCertificate of ['v1', 'v2'] as const) {
            const token = { imprint, embedded, signingCertificate };
            check(message, { entries: [{ promise: false }], timestamps: [token] }, from);
          }
        }
      }
    },
  );

  it('are several, by several authorities, at given times', () => {
    const tsa = forge.makeTsa(at);
    const chains = [sigstore.tsa, tsa].map((one) => ({ chain: forge.tsaChain(one) }));
    const trustedRoot = forge.describeTrust(sigstore, { timestampAuthorities: chains });
    const timestamps = [{}, { tsa, at: new Date(at.getTime() + 60_000) }];
    const { bundle } = forge.signBundle(sigstore, message, { timestamps });
    askSigstore({ trustedRoot, bundle, artifact });
    expect(() => askSigstore({ trustedRoot: sigstore.trustedRoot, bundle, artifact })).toThrow(
      'timestamp could not be verified',
    );
  });

  it.skipIf(!OPENSSL_IS_HERE)(
    'by an authority whose leaf the trusted root lacks: @sigstore/verify takes the first certificate for the leaf, OpenSSL agrees with us',
    () => {
      const from = forge.makeSigstore(at, { tsa: { intermediate: true } });
      const { tsa } = from;
      for (const length of [1, 2]) {
        const timestampAuthorities = [{ chain: forge.tsaChain(tsa).slice(-length) }];
        const trustedRoot = forge.describeTrust(from, { timestampAuthorities });
        const { bundle, signature } = forge.signBundle(from, message, {
          timestamps: [{ embedded: 'chain' }],
        });
        expect(() => askSigstore({ trustedRoot, bundle, artifact })).toThrow(
          'timestamp could not be verified',
        );
        const [token] = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
        const response = decode(token?.signedTimestamp);
        expect(askOpenSslAboutTimestamp(response, signature, tsa.root, at)).toBe('OK');
      }
    },
  );
});
