/** The forge's faults by name: seen by @sigstore/verify, or else by somebody else, or else plain in the bytes. */
import { X509Certificate } from 'node:crypto';
import { X509Certificate as SigstoreCertificate } from '@sigstore/core';
import { describe, expect, it } from 'vitest';
import * as forge from './forge/index.js';
import { askOpenSslAboutTimestamp, askSigstore } from './forge/judge.js';
import { OPENSSL_IS_HERE } from './forge/openssl.js';

const at = new Date('2026-03-01T12:00:00Z');
const artifact = forge.noise(1000);
const message: forge.Content = { message: artifact };
const statement: forge.Content = {
  statement: forge.provenanceStatement([forge.subjectOf('weights.bin', artifact)]),
};
const sigstore = forge.makeSigstore(at, { rekorV2: true });

const decode = (base64 = '') => Buffer.from(base64, 'base64');

const OPENSSL_SEES = 'OpenSSL sees it';

type Signed = forge.SignedBundle;
/** What @sigstore/verify says; or how the fault is seen where that has nothing to say. */
type Answer = RegExp | typeof OPENSSL_SEES | ((signed: Signed) => void);

const entryOf = ({ bundle }: Signed): forge.LogEntry => {
  const [entry] = bundle.verificationMaterial.tlogEntries;
  if (!entry) throw new Error('no entry');
  return entry;
};
const proofOf = (signed: Signed) => entryOf(signed).inclusionProof;
const noteOf = (signed: Signed) => (proofOf(signed)?.checkpoint?.envelope ?? '').split('\n');
const bodyOf = (signed: Signed): unknown => JSON.parse(decode(entryOf(signed).canonicalizedBody).toString());
const tokenOf = ({ bundle }: Signed) => {
  const tokens = bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
  return decode(tokens[0]?.signedTimestamp);
};
const leafOf = ({ certificate }: Signed) => {
  const pem = certificate?.pem ?? '';
  return { node: new X509Certificate(pem), sigstore: SigstoreCertificate.parse(pem) };
};

/** Another PEM than the bundle's, but from the same authority. */
function ofAnotherCertificate(signed: Signed): void {
  const text = JSON.stringify(bodyOf(signed));
  const pem = decode(/"(?:verifier|content)":"(LS0t[^"]+)"/.exec(text)?.[1]).toString();
  const raw = /"rawBytes":"([^"]+)"/.exec(text)?.[1];
  const logged = new X509Certificate(raw === undefined ? pem : decode(raw));
  expect(logged.raw).not.toEqual(leafOf(signed).node.raw);
  expect(logged.verify(new X509Certificate(sigstore.fulcio.intermediate.pem).publicKey)).toBe(true);
}

const ANSWERS: Record<forge.BundleFault, Answer> = {
  'signature-flipped': /^signature verification failed/,
  'signature-by-another-key': /^signature verification failed/,
  'signature-of-another-content': /^signature verification failed/,
  'message-digest-of-another': /digest mismatch/,
  'message-digest-misnamed': /^signature verification failed/,
  'message-digest-empty': /invalid bundle/,
  // The encoding that a hashedrekord entry is about has the type in it.
  'envelope-payload-type-of-another': /^signature verification failed|digest mismatch/,
  'envelope-of-two-signatures': /invalid bundle/,
  'envelope-without-signatures': /invalid bundle/,
  // The caller's map of keys decides what a hint is worth.
  'key-hint-of-another': ({ bundle, key }) => {
    const { hint } = bundle.verificationMaterial.publicKey ?? {};
    expect(decode(hint)).toHaveLength(32);
    expect(hint).not.toBe(forge.managedKeyHint(key));
  },
  // What node:crypto calls key usage is the extended one.
  'certificate-without-extended-key-usage': (s) => expect(leafOf(s).node.keyUsage).toBeUndefined(),
  'certificate-for-servers': (s) => expect(leafOf(s).node.keyUsage).toEqual([forge.EKU_SERVER_AUTH]),
  'certificate-without-key-usage': (s) => expect(leafOf(s).sigstore.extKeyUsage).toBeUndefined(),
  'certificate-may-not-sign': (s) => expect(leafOf(s).sigstore.extKeyUsage?.digitalSignature).toBe(false),
  'certificate-is-an-authority': (s) => expect(leafOf(s).node.ca).toBe(true),
  'certificate-unknown-critical-extension': (s) =>
    expect(leafOf(s).sigstore.extension('1.3.6.1.4.1.57264.9999')?.critical).toBe(true),
  'certificate-of-two-names': (s) =>
    expect(leafOf(s).node.subjectAltName).toBe(
      'email:other@touchstone.example, email:signer@touchstone.example',
    ),
  'certificate-of-two-issuers': (s) => {
    const { sigstore: leaf } = leafOf(s);
    expect(leaf.extension('1.3.6.1.4.1.57264.1.1')?.value.toString()).toBe(
      'https://other.touchstone.example',
    );
    expect(leaf.extension('1.3.6.1.4.1.57264.1.8')?.valueObj.subs[0]?.value.toString()).toBe(forge.ISSUER);
  },
  'authority-unknown': /Failed to verify certificate chain/,
  'authority-impostor': /Failed to verify certificate chain/,
  'sct-missing': /expected 1 SCTs, got 0/,
  'sct-by-another-key': /SCT verification failed/,
  'sct-flipped': /SCT verification failed/,
  'sct-of-unknown-log': /SCT verification failed/,
  'sct-before-log': /SCT verification failed/,
  'version-unknown': ({ bundle }) =>
    expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v9.9+json'),
  'version-not-of-a-bundle': /invalid bundle/,
  'version-against-chain': /invalid bundle/,
  'version-against-promise-alone': /invalid bundle/,
  'entry-missing': /expected 1 tlog entries, got 0|expected 1 timestamps, got 0/,
  'entry-twice': /duplicate/,
  'entry-of-another-artifact': /digest mismatch|payload hash mismatch/,
  'entry-of-another-verifier': ofAnotherCertificate,
  'entry-of-another-signature': /signature mismatch/,
  'hashedrekord-algorithm-misnamed': (s) => {
    const text = JSON.stringify(bodyOf(s));
    expect(text).toMatch(
      /"algorithm":"sha512","value":"[0-9a-f]{64}"|"algorithm":"SHA2_512","digest":"[\w+/]{43}="/,
    );
  },
  'envelope-entry-of-two-signatures': /signature count mismatch/,
  'envelope-entry-without-signatures': /signature count mismatch/,
  'entry-kind-disagrees': /kind\/version mismatch/,
  'entry-version-disagrees': /kind\/version mismatch/,
  'entry-kind-unknown': /unsupported kind: jar/,
  'entry-version-unknown': /missing dsse spec/,
  // Its complaint is a bare TypeError where the entry is hashedrekord 0.0.1.
  'entry-without-spec': /missing dsse spec|signature count mismatch|Cannot read properties/,
  'entry-not-json': /invalid canonicalized body/,
  'log-unknown': /promise could not be verified|invalid checkpoint signature/,
  'log-impostor': /promise could not be verified|invalid checkpoint signature/,
  'entry-log-id-of-another': /promise could not be verified|invalid checkpoint signature/,
  'entry-index-negative': (s) => expect(entryOf(s).logIndex).toBe('-1'),
  'promise-of-another-index': /promise could not be verified/,
  'promise-of-another-time': /promise could not be verified/,
  'promise-of-another-body': /promise could not be verified/,
  'promise-by-another-key': /promise could not be verified/,
  'neither-promise-nor-proof': /invalid bundle/,
  'logged-before-certificate': /Failed to verify certificate chain/,
  'logged-after-certificate': /Failed to verify certificate chain/,
  'proof-hash-flipped': /calculated root hash does not match/,
  'proof-hash-missing': /invalid hash count/,
  'proof-hash-too-many': /invalid hash count/,
  'proof-index-of-neighbour': /calculated root hash does not match/,
  'proof-index-negative': /invalid index: -1/,
  'proof-index-outside': /invalid index: 13/,
  'proof-size-of-another': (s) => expect([proofOf(s)?.treeSize, noteOf(s)[1]]).toEqual(['14', '13']),
  'proof-root-of-another': (s) => {
    expect(decode(proofOf(s)?.rootHash)).toHaveLength(32);
    expect(proofOf(s)?.rootHash).not.toBe(noteOf(s)[2]);
  },
  'checkpoint-missing': /invalid bundle/,
  'checkpoint-by-another-key': /invalid checkpoint signature/,
  'checkpoint-hint-of-nobody': /invalid checkpoint signature/,
  'checkpoint-name-of-another': /invalid checkpoint signature/,
  'checkpoint-origin-of-another': (s) => expect(noteOf(s)[0]).toBe('log.example - 1'),
  'checkpoint-of-another-root': /calculated root hash does not match/,
  'checkpoint-of-another-size': /invalid hash count/,
  'checkpoint-size-not-a-number': /invalid checkpoint log size/,
  'checkpoint-by-witness-only': /invalid checkpoint signature/,
  'checkpoint-without-signatures': /no signatures found/,
  'checkpoint-changed': /invalid checkpoint signature/,
  'timestamp-of-another-signature': /timestamp could not be verified/,
  'timestamp-by-unknown-authority': /timestamp could not be verified/,
  'timestamp-by-another-leaf': /timestamp could not be verified/,
  'timestamp-before-certificate': /Failed to verify certificate chain/,
  'timestamp-after-certificate': /Failed to verify certificate chain/,
  'timestamp-flipped': /timestamp could not be verified/,
  'timestamp-refused': OPENSSL_SEES,
  // Nor does OpenSSL see it: contentType, then a SET of id-data in the place of id-ct-TSTInfo.
  'timestamp-content-type-attribute-wrong': (s) =>
    expect(tokenOf(s).toString('hex')).toContain('301806092a864886f70d010903310b06092a864886f70d010701'),
  'timestamp-encapsulated-type-wrong': /timestamp could not be verified/,
  'timestamp-message-digest-wrong': /timestamp could not be verified/,
  'timestamp-signing-certificate-absent': OPENSSL_SEES,
  'timestamp-signing-certificate-of-another': OPENSSL_SEES,
  'timestamp-serial-of-another': /timestamp could not be verified/,
  'timestamp-of-two-signers': OPENSSL_SEES,
  'timestamp-without-signers': /Cannot read properties/,
  'timestamp-with-trailing-bytes': /invalid trailing data/,
  'timestamp-twice': /duplicate timestamp/,
};

const FAULTS = Object.keys(forge.BUNDLE_FAULTS).filter(
  (f): f is forge.BundleFault => f in forge.BUNDLE_FAULTS,
);
const startsWith = (fault: string, ...prefixes: string[]) => prefixes.some((p) => fault.startsWith(p));

/** Every kind of bundle that a fault is about. */
function shapesFor(fault: forge.BundleFault): [string, forge.Content, forge.BundleOptions][] {
  const signer = startsWith(fault, 'key-') ? ({ type: 'key' } as const) : {};
  const logs = startsWith(fault, 'promise-', 'logged-') ? ['rekor'] : ['rekor', 'rekorV2'];
  return logs.flatMap((log) => {
    const entries = [{ log: log === 'rekor' ? sigstore.rekor : sigstore.rekorV2 }];
    const shapes: [string, forge.Content, forge.BundleOptions][] = [
      [`message, ${log}`, message, { signer, entries }],
      [`statement, ${log}`, statement, { signer, entries }],
      [
        `statement as hashedrekord, ${log}`,
        statement,
        { signer, entries: entries.map((entry) => ({ ...entry, kind: 'hashedrekord' })) },
      ],
    ];
    return shapes.filter(([name]) => {
      if (startsWith(fault, 'message-')) return name.startsWith('message');
      if (startsWith(fault, 'envelope-entry-')) return name.startsWith('statement,');
      if (startsWith(fault, 'envelope-')) return name.startsWith('statement');
      if (startsWith(fault, 'hashedrekord-')) return !name.startsWith('statement,');
      return true;
    });
  });
}

const CASES = FAULTS.flatMap((fault) =>
  shapesFor(fault).map(([shape, content, options]) => ({ fault, shape, content, options })),
);

const askOpenSsl = (signed: Signed, { tsa } = sigstore) =>
  askOpenSslAboutTimestamp(tokenOf(signed), signed.signature, tsa.root, at);

describe('one fault each', () => {
  const ask = ({ bundle, key }: Signed) =>
    askSigstore({ bundle, key, trustedRoot: sigstore.trustedRoot, artifact });

  it.each([...shapesFor('signature-flipped'), ...shapesFor('key-hint-of-another')])(
    'and none: %s (%#)',
    (_, content, options) => {
      expect(() => ask(forge.signBundle(sigstore, content, options))).not.toThrow();
    },
  );

  it.each(CASES)('$fault: $shape', ({ fault, content, options }) => {
    const signed = forge.signBundle(sigstore, content, { ...options, fault });
    const answer = ANSWERS[fault];
    if (answer instanceof RegExp) {
      expect(() => ask(signed)).toThrow(answer);
      return;
    }
    // All the rest is sound.
    expect(() => ask(signed)).not.toThrow();
    if (answer !== OPENSSL_SEES) answer(signed);
    else if (OPENSSL_IS_HERE) expect(askOpenSsl(signed)).toMatch(/:error:/);
  });

  it.skipIf(!OPENSSL_IS_HERE)('is a timestamp that OpenSSL passes without the fault', () => {
    expect(askOpenSsl(forge.signBundle(sigstore, message, { timestamps: [{}] }))).toBe('OK');
  });

  it.each(['logged-before-certificate', 'logged-after-certificate', 'timestamp-after-certificate'] as const)(
    'goes by the time that was asked for: %s',
    (fault) => {
      const later = { at: new Date('2026-06-01T00:00:00Z'), fault };
      expect(() =>
        ask(forge.signBundle(sigstore, message, { ...later, fault: 'version-unknown' })),
      ).not.toThrow();
      const signed = forge.signBundle(sigstore, message, later);
      expect(() => ask(signed)).toThrow('Failed to verify certificate chain');
      const seconds = Number(entryOf(signed).integratedTime) - later.at.getTime() / 1000;
      expect(seconds).toBe(
        fault === 'logged-before-certificate' ? -3600 : fault === 'logged-after-certificate' ? 3600 : 1,
      );
    },
  );

  it('leaves alone what was asked for otherwise', () => {
    const options = { version: '0.1', signer: { chain: 'root' }, fault: 'sct-missing' } as const;
    const { bundle } = forge.signBundle(sigstore, message, { ...options, timestamps: [{}, {}] });
    expect(bundle.mediaType).toBe(forge.BUNDLE_MEDIA_TYPES['0.1']);
    expect(bundle.verificationMaterial.x509CertificateChain?.certificates).toHaveLength(3);
    expect(bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps).toHaveLength(2);
  });

  it('may be any other thing, by hand', () => {
    const { bundle } = forge.signBundle(sigstore, message, {
      entries: [{ about: { signature: Buffer.from('mine') }, spoil: (entry) => (entry.logIndex = '7') }],
      spoil: (made) => (made.mediaType = 'mine'),
    });
    const [entry] = bundle.verificationMaterial.tlogEntries;
    expect(entry?.logIndex).toBe('7');
    expect(decode(entry?.canonicalizedBody).toString()).toContain(Buffer.from('mine').toString('base64'));
    expect(bundle.mediaType).toBe('mine');
  });
});

describe('timestamp authorities that may not make timestamps', () => {
  const leaves = Object.entries(forge.TSA_LEAF_FAULTS);

  it.skipIf(!OPENSSL_IS_HERE).each(leaves)('%s, as OpenSSL sees', (name, leaf) => {
    const from = forge.makeSigstore(at, { tsa: { leaf } });
    const signed = forge.signBundle(from, message, { timestamps: [{}] });
    const wrong = name === 'expired' ? 'certificate has expired' : 'unsuitable certificate purpose';
    expect(askOpenSsl(signed, from)).toContain(wrong);
    // The same, another leaf of an authority that is sound itself.
    const tsa = forge.makeTsa(at, { under: sigstore.tsa, leaf });
    expect(askOpenSsl(forge.signBundle(sigstore, message, { timestamps: [{ tsa }] }))).toContain(wrong);
    const sound = forge.makeTsa(at, { under: sigstore.tsa });
    expect(askOpenSsl(forge.signBundle(sigstore, message, { timestamps: [{ tsa: sound }] }))).toBe('OK');
  });

  it.each(leaves)('%s: @sigstore/verify looks at the dates alone', (name, leaf) => {
    const from = forge.makeSigstore(at, { tsa: { leaf } });
    const { bundle } = forge.signBundle(from, message, { timestamps: [{}] });
    const ask = () => askSigstore({ bundle, trustedRoot: from.trustedRoot, artifact });
    if (name === 'expired') expect(ask).toThrow('timestamp could not be verified');
    else expect(ask).not.toThrow();
  });
});
