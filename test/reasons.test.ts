import { describe, expect, it } from 'vitest';
import {
  message,
  verifyBundle,
  verifyModel,
  verifySignature,
  type Pin,
  type ExpectationsReason,
  type Reason,
  type ReasonCode,
  type Report,
  type VerifyRequest,
} from '../src/index.js';
import {
  buildStatement,
  buildStatementV01,
  describeTrust,
  entriesOf,
  FAULTY_CHAINS,
  IDENTITY,
  ISSUER,
  makeChain,
  makeKey,
  makeSigstore,
  noise,
  pemOf,
  provenanceStatement,
  signBundle,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
  subjectOf,
  tsaChain,
  type FaultyChain,
  type KeylessFault,
} from './forge/index.js';
import { REMOTE_FIXTURES } from './remote/fixtures.js';
import { isTried } from './sizes.js';
import { verifyForged } from './verify-with.js';

const files = smallModel();
const statement = await buildStatement(files);
const signed = signWithKey(statement);
const byKey = { method: 'key', publicKey: signed.publicKeyPem } as const;
const chain = makeChain();
const sigstore = makeSigstore();
const { trustedRoot } = sigstore;
const byIdentity = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const;
const folder = { source: 'entries', kind: 'directory' } as const;
const AT = new Date('2026-03-01T12:00:00Z');

type Edit = (
  bundle: Record<string, unknown> & {
    dsseEnvelope: { signatures: unknown[]; payload: string; payloadType: string };
  },
) => void;

/** The good bundle, edited; `publicKeyPem` still fits it. */
function edited(edit: Edit): Promise<Report> {
  const bundle = structuredClone(signed.bundle) as unknown as Parameters<Edit>[0];
  edit(bundle);
  return verifyForged(bundle, byKey);
}

/** Any payload at all, signed properly: what somebody writes who wants a green verdict. */
function payload(content: object | string): Promise<Report> {
  const { bundle, publicKeyPem } = signWithKey(content);
  return verifyForged(bundle, { method: 'key', publicKey: publicKeyPem });
}

async function resources(
  edit: (list: { name: string; digest: string; algorithm: string }[]) => unknown[],
): Promise<Report> {
  return payload(
    await buildStatement(files, { resources: (list) => edit(list.map((item) => ({ ...item }))) as never }),
  );
}

const named = (name: string) =>
  resources((list) => list.map((item, i) => (i === 0 ? { ...item, name } : item)));

const keyless = (fault: KeylessFault) =>
  verifyForged(signKeyless(sigstore, statement, { fault }).bundle, byIdentity);

function chained(fault: FaultyChain): Promise<Report> {
  const faulty = FAULTY_CHAINS[fault](AT);
  const trust = { method: 'certificate', roots: faulty.rootPem } as const;
  return verifyForged(signWithCertificate(statement, faulty), trust, { now: AT });
}

type CertificateTrust = Extract<VerifyRequest['trust'], { method: 'certificate' }>;

/** The good chain, of which more is expected. */
const certified = (trust: Omit<CertificateTrust, 'method'>) =>
  verifyForged(signWithCertificate(statement, chain), { method: 'certificate', ...trust });

const good = (options: Partial<VerifyRequest> = {}) => verifyForged(signed.bundle, byKey, options);

const remembered = (key: ReturnType<typeof makeKey>): Pin => ({
  name: 'Acme',
  scope: { kind: 'models', names: ['tiny'] },
  signer: { method: 'key', publicKey: pemOf(key) },
  pinnedAt: '2026-01-31T12:00:00.000Z',
  isConfirmed: true,
  earlier: [],
});

const failing = new Proxy(new Blob(['x']), {
  get: (target, key) => {
    if (key === 'slice' || key === 'arrayBuffer' || key === 'stream') {
      return () => {
        throw new DOMException('the file is gone', 'NotReadableError');
      };
    }
    const value: unknown = Reflect.get(target, key);
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  },
});

const [firstPath = ''] = Object.keys(files);
const withFirst = (entry: object) =>
  entriesOf(files).map((item) => (item.path === firstPath ? { ...item, ...entry } : item));

/** Of a file, by the forge's Sigstore. */
function ofFile(
  options: Parameters<typeof signBundle>[2],
  root: object = trustedRoot,
  here: Uint8Array<ArrayBuffer> = noise(100),
): Promise<Report> {
  const { bundle } = signBundle(sigstore, { message: noise(100) }, options);
  const model = [{ path: 'weights.gguf', blob: new Blob([here]) }];
  return verifyModel({ model, bundle, trust: { ...byIdentity, trustedRoot: root } });
}

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`;

/** They come of an organisation's file: test/expectations. */
type OfExpectations = ExpectationsReason['code'] | 'organisation-differs';

/** For each code, something that produces it. The compiler refuses a code without a fixture. */
const FIXTURES: { readonly [Code in Exclude<ReasonCode, OfExpectations>]: () => Promise<Report> } = {
  'bundle-not-found': () => verifyModel({ model: entriesOf(files), listing: folder, trust: byKey }),
  'bundle-ambiguous': () =>
    verifyModel({
      model: [
        ...entriesOf(files, signed.bundle),
        { path: 'other.sig', blob: new Blob([JSON.stringify(signed.bundle)]) },
      ],
      trust: byKey,
    }),
  'bundle-several': () => verifyForged(`${JSON.stringify(signed.bundle)}\n`.repeat(2), byKey),
  'bundle-empty': () => verifyForged('', byKey),
  'bundle-too-large': () => good({ bundle: new Blob([new Uint8Array(65 * 1024 * 1024)]) }),
  'bundle-not-json': () => verifyForged(JSON.stringify(signed.bundle).slice(0, -40), byKey),
  'bundle-too-deep': () => verifyForged('['.repeat(200_000) + ']'.repeat(200_000), byKey),
  'bundle-too-long': () => verifyForged(`[${'0,'.repeat(2_000_001)}0]`, byKey),
  'bundle-duplicate-key': () => verifyForged(`{"mediaType":"x","media\\u0054ype":"y"}`, byKey),
  'bundle-unreadable': () => good({ bundle: failing }),
  'bundle-malformed': () => edited((bundle) => Reflect.deleteProperty(bundle, 'verificationMaterial')),
  'part-too-large': () =>
    edited((bundle) => (bundle.dsseEnvelope.signatures = [{ sig: Buffer.alloc(2049).toString('base64') }])),
  'certificate-malformed': () =>
    verifyForged(signWithCertificate(statement, { ...chain, certificates: [chain.leaf.der.subarray(1)] }), {
      method: 'certificate',
      roots: chain.rootPem,
    }),
  'media-type-unknown': () => edited((bundle) => (bundle['mediaType'] = 'application/json')),
  'base64-malformed': () => edited((bundle) => (bundle.dsseEnvelope.payload = '***')),
  'number-negative': () => ofFile({ fault: 'entry-index-negative' }),
  'root-in-bundle': () => ofFile({ version: '0.2', signer: { chain: 'root' } }),
  'inclusion-promise-missing': () =>
    ofFile({ version: '0.1', entries: [{ promise: false, proof: true }], timestamps: [{}] }),
  'inclusion-proof-missing': () => ofFile({ entries: [{ proof: false }] }),
  'signature-missing': () => edited((bundle) => (bundle.dsseEnvelope.signatures = [])),
  'signatures-several': () =>
    edited((bundle) => bundle.dsseEnvelope.signatures.push(bundle.dsseEnvelope.signatures[0])),
  'payload-type-unknown': () => edited((bundle) => (bundle.dsseEnvelope.payloadType = 'text/plain')),
  'log-entry-missing': () =>
    verifyForged(signKeyless(sigstore, statement, { fault: 'entry-missing' }).bundle, byIdentity),
  'statement-malformed': () => payload('not JSON'),
  'statement-type-unknown': () => payload({ ...statement, _type: 'https://in-toto.io/Statement/v9' }),
  'predicate-type-unknown': () =>
    payload({ ...statement, predicateType: 'https://model_signing/signature/v2.0' }),
  'manifest-empty': () => resources(() => []),
  'manifest-too-large': () => resources((list) => Array.from({ length: 100_001 }, () => list[0])),
  'name-unsafe': () => named('../outside.bin'),
  'name-duplicate': () => resources((list) => [...list, ...list.slice(0, 1)]),
  'hash-unsupported': async () => {
    const { predicate, ...rest } = await buildStatement(files);
    return payload({
      ...rest,
      predicate: { ...predicate, serialization: { ...predicate.serialization, hash_type: 'md5' } },
    });
  },
  'serialization-unsupported': async () => {
    const { predicate, ...rest } = await buildStatement(files);
    return payload({
      ...rest,
      predicate: { ...predicate, serialization: { ...predicate.serialization, method: 'tree' } },
    });
  },
  'algorithm-differs': () => resources((list) => list.map((item) => ({ ...item, algorithm: 'blake3' }))),
  'digest-malformed': () =>
    resources((list) => list.map((item) => ({ ...item, digest: item.digest.toUpperCase() }))),
  'shards-inconsistent': async () =>
    payload(
      await buildStatement(files, {
        method: 'shards',
        resources: (list) => list.map((item) => ({ ...item, name: item.name.replace(/:0:/, ':1:') })),
      }),
    ),
  'root-digest-differs': async () =>
    payload(
      await buildStatement(files, {
        mutate: (it) => {
          Reflect.set(it.subject[0]?.digest ?? {}, 'sha256', '00'.repeat(32));
        },
      }),
    ),
  'subjects-unusable': () => payload(provenanceStatement([])),
  'not-about-one-file': () =>
    verifyBundle(signed.bundle, { digest: `sha256:${'00'.repeat(32)}`, trust: byKey }),
  'digest-unusable': () => verifyBundle(signed.bundle, { digest: 'md5:00', trust: byKey }),
  'method-differs': () => verifyForged(signed.bundle, { method: 'certificate', roots: chain.rootPem }),
  'public-key-needed': () => verifyForged(signed.bundle, { method: 'inspect' }),
  'public-key-unusable': () => verifyForged(signed.bundle, { method: 'key', publicKey: chain.rootPem }),
  'root-needed': () => certified({ roots: [] }),
  'root-unusable': () =>
    verifyForged(signWithCertificate(statement, chain), {
      method: 'certificate',
      roots: signed.publicKeyPem,
    }),
  'root-not-self-signed': () =>
    verifyForged(signWithCertificate(statement, chain), { method: 'certificate', roots: chain.leaf.pem }),
  'trusted-root-unusable': () => verifyForged(signed.bundle, { ...byIdentity, trustedRoot: '{}' }),
  'identity-empty': () => verifyForged(signed.bundle, { ...byIdentity, identity: ' ' }),
  'issuer-empty': () => verifyForged(signed.bundle, { ...byIdentity, issuer: '' }),
  'subject-empty': () =>
    verifyForged(signed.bundle, { method: 'certificate', roots: chain.rootPem, subject: '' }),
  'pattern-unusable': () =>
    verifyForged(signKeyless(sigstore, statement).bundle, {
      method: 'sigstore',
      identityPattern: '*@*',
      issuer: ISSUER,
      trustedRoot,
    }),
  'fingerprint-unusable': () => certified({ leafFingerprint: 'abc' }),
  'only-path-unusable': () => good({ only: ['../elsewhere'] }),
  'only-path-unknown': () => good({ only: ['elsewhere'] }),
  'subject-alt-name-empty': () => certified({ roots: chain.rootPem, subjectAltName: ' ' }),
  'ignore-path-unusable': () => good({ ignorePaths: ['../elsewhere'] }),
  'signature-differs': () =>
    edited(
      (bundle) =>
        (bundle.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement) + ' ').toString('base64')),
    ),
  'signature-unsupported': () => {
    const rsa = makeChain({ leaf: { key: makeKey('RSA-2048') } });
    return verifyForged(signWithCertificate(statement, rsa), { method: 'certificate', roots: rsa.rootPem });
  },
  'chain-signature-differs': () => chained('leaf-signature-broken'),
  'sct-invalid': () => keyless('sct-missing'),
  'log-proof-invalid': () => keyless('proof-hash-flipped'),
  'log-promise-invalid': () => keyless('promise-by-another-key'),
  'checkpoint-invalid': () => keyless('checkpoint-by-another-key'),
  'log-not-in-use': () =>
    ofFile({}, describeTrust(sigstore, { logs: [{ log: sigstore.rekor, validFor: { end: new Date(0) } }] })),
  'log-entry-unsupported': () => ofFile({ fault: 'entry-kind-unknown' }),
  'log-entry-malformed': () => ofFile({ fault: 'entry-not-json' }),
  'log-entry-differs': () => keyless('entry-of-another-signature'),
  'timestamp-malformed': () => ofFile({ fault: 'timestamp-with-trailing-bytes' }),
  'timestamp-differs': () => keyless('timestamp-of-another-signature'),
  'timestamp-invalid': () => ofFile({ fault: 'timestamp-flipped' }),
  'timestamp-outside-validity': () =>
    ofFile(
      { timestamps: [{}] },
      describeTrust(sigstore, {
        timestampAuthorities: [{ chain: tsaChain(sigstore.tsa), validFor: { end: new Date(0) } }],
      }),
    ),
  'timestamp-untrusted': () =>
    ofFile({ entries: [{ promise: false }], fault: 'timestamp-by-unknown-authority' }),
  'signing-time-missing': () => ofFile({ entries: [{ promise: false }], timestamps: [] }),
  'certificate-not-valid-when-signed': () => keyless('logged-after-certificate'),
  'identity-ambiguous': () => keyless('two-names'),
  'log-unknown': () => keyless('log-unknown'),
  'identity-differs': () =>
    verifyForged(signKeyless(sigstore, statement).bundle, { ...byIdentity, identity: 'x@y.example' }),
  'issuer-differs': () =>
    verifyForged(signKeyless(sigstore, statement).bundle, { ...byIdentity, issuer: 'https://y.example' }),
  'subject-differs': () =>
    verifyForged(signWithCertificate(statement, chain), {
      method: 'certificate',
      roots: chain.rootPem,
      subject: 'CN=Other',
    }),
  'subject-alt-name-differs': () => certified({ roots: chain.rootPem, subjectAltName: 'x@y.example' }),
  'identity-not-in-pattern': () =>
    verifyForged(signKeyless(sigstore, statement).bundle, {
      method: 'sigstore',
      identityPattern: '*@y.example',
      issuer: ISSUER,
      trustedRoot,
    }),
  'pin-differs': () => good({ pins: [remembered(makeKey())] }),
  'pin-unconfirmed': () =>
    good({ trust: { method: 'inspect' }, pins: [{ ...remembered(signed.key), isConfirmed: false }] }),
  'certificate-differs': () => certified({ roots: chain.rootPem, leafFingerprint: '00'.repeat(32) }),
  'key-differs': () => verifyForged(signed.bundle, { method: 'key', publicKey: pemOf(makeKey('P-256')) }),
  'chain-without-trusted-root': () =>
    verifyForged(signWithCertificate(statement, chain), {
      method: 'certificate',
      roots: makeChain().rootPem,
    }),
  'chain-not-allowed': () => chained('path-too-long'),
  'certificate-expired': () => chained('leaf-expired'),
  'certificate-not-yet-valid': () => chained('leaf-not-yet-valid'),
  'certificate-may-not-sign': () => chained('leaf-may-not-sign'),
  'key-came-with-model': () =>
    verifyForged(signWithKey(statement, { shape: 'rawBytes' }).bundle, { method: 'inspect' }),
  'nobody-named': () =>
    verifyForged(signKeyless(sigstore, statement).bundle, { method: 'inspect', trustedRoot }),
  'expectation-not-yours': () =>
    verifyForged(
      signKeyless(sigstore, statement).bundle,
      { method: 'inspect', trustedRoot },
      { claimed: { by: 'host', signer: { method: 'sigstore', identity: IDENTITY, issuer: ISSUER } } },
    ),
  'trust-not-yours': () =>
    verifyForged(
      signKeyless(sigstore, statement).bundle,
      { method: 'inspect' },
      { claimed: { by: 'host', signer: byIdentity } },
    ),
  'claimed-differs': () =>
    verifyForged(
      signKeyless(sigstore, statement).bundle,
      { method: 'inspect' },
      { claimed: { by: 'link', signer: { ...byIdentity, identity: 'another' } } },
    ),
  'files-not-asked': () => verifySignature(signed.bundle, { trust: byKey }),
  'files-differ': () => good({ model: [...entriesOf(files), { path: 'added', blob: new Blob(['!']) }] }),
  'single-file-signature': async () => {
    const one = signWithKey(
      await buildStatement({ [firstPath]: files[firstPath] ?? new Uint8Array() }, { singleFile: 'dot' }),
    );
    return verifyForged(one.bundle, { method: 'key', publicKey: one.publicKeyPem });
  },
  'no-file-signed': () => ofFile({}, trustedRoot, noise(5)),
  'signed-under-another-name': () => {
    const one = signWithKey(provenanceStatement([subjectOf('b', noise(10)), subjectOf('a', noise(20))]));
    const model = [
      { path: 'a', blob: new Blob([noise(10)]) },
      { path: 'b', blob: new Blob([noise(20)]) },
    ];
    const trust = { method: 'key', publicKey: one.publicKeyPem } as const;
    return verifyModel({ model, bundle: one.bundle, trust });
  },
  'file-unreadable': () => good({ model: withFirst({ blob: failing }) }),
  'file-changed-while-read': () => {
    const before = new File([files[firstPath] ?? ''], 'f', { lastModified: 1 });
    const after = new File([files[firstPath] ?? ''], 'f', { lastModified: 2 });
    const looks = [before, after];
    const open = () => Promise.resolve(looks.shift() ?? after);
    return good({
      model: entriesOf(files).map((item) => (item.path === firstPath ? { path: firstPath, open } : item)),
    });
  },
  'file-appeared': () => {
    const added = [...entriesOf(files), { path: 'late', blob: new Blob(['!']) }];
    const again = async function* () {
      yield* await Promise.resolve(added);
    };
    return good({ listing: { ...folder, again } });
  },
  'file-is-link': () => good({ model: withFirst({ kind: 'link-inside' }) }),
  'file-not-regular': () => good({ model: withFirst({ kind: 'other' }) }),
  'folder-unreadable': () =>
    good({
      model: [
        ...entriesOf(files),
        { path: 'private', kind: 'folder', open: () => Promise.reject(new Error('no permission')) },
      ],
    }),
  'model-is-below': () =>
    good({ model: entriesOf(files).map(({ path, blob }) => ({ path: `model/${path}`, blob })) }),
  'model-is-above': () =>
    good({ model: [{ path: 'part 1.bin', blob: new Blob() }], listing: { ...folder, name: 'weights' } }),
  'only-some-asked': () => good({ only: ['weights'] }),
  'name-twin': () => good({ model: withFirst({ path: firstPath.toUpperCase() }) }),
  'names-not-checked': () =>
    good({
      model: Object.values(files).map((bytes, i) => ({
        path: `blobs/${String(i).padStart(40, '0')}`,
        blob: new Blob([bytes]),
      })),
      listing: { ...folder, name: 'models--us--model' },
    }),
  'files-are-pointers': () => good({ model: withFirst({ blob: new Blob([POINTER]) }) }),
  'file-is-pointer': () => good({ model: withFirst({ blob: new Blob([POINTER]) }) }),
  ...REMOTE_FIXTURES,
  'model-empty': () => good({ model: [] }),
  'model-unreadable': () =>
    good({
      model: { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('permission lost')) }) },
    }),
  'model-path-unsafe': () => good({ model: [{ path: '../up', blob: new Blob(['x']) }] }),
  'model-path-duplicate': () => good({ model: [...entriesOf(files), ...entriesOf(files)] }),
  'model-too-many-files': () =>
    good({
      model: (function* () {
        const blob = new Blob();
        for (let i = 0; ; i++) yield { path: String(i), blob };
      })(),
    }),
  'engine-failed': () =>
    good({ hasher: { concurrency: 1, hash: () => Promise.reject(new Error('no memory')) } }),
};

function allReasons(report: Report): Reason[] {
  return [
    ...report.verdict.reasons,
    ...report.files.flatMap(({ reason }) => (reason === undefined ? [] : [reason])),
  ];
}

describe('every reason', () => {
  it.each(Object.entries(FIXTURES).filter(([code]) => isTried(code)))('%s', async (code, make) => {
    const report = await make();
    expect(allReasons(report).map((reason) => reason.code)).toContain(code);
    expect(report.verdict.code).not.toBe('verified');
    expect(report.verdict.colour).not.toBe('green');
    for (const reason of allReasons(report)) {
      const { text, wayOut } = message(reason);
      expect(text).toMatch(/^[A-Z“].*\.$/s);
      expect(wayOut).toMatch(/^[A-Z].*\.$/s);
      expect(`${text} ${wayOut}`).not.toMatch(/undefined|\[object|NaN|\bat .+:\d+:\d+/);
    }
    // A report is plain JSON.
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it.each([
    ['link-inside', 'not-allowed'],
    ['link-outside', 'leaves-the-model'],
    ['link-broken', 'broken'],
  ] as const)('%s is %s', async (kind, problem) => {
    const report = await good({ model: withFirst({ kind }) });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(allReasons(report)).toContainEqual({ code: 'file-is-link', path: firstPath, problem });
  });

  it('v0.1 manifests are as strict about names', async () => {
    const { bundle, publicKeyPem } = signWithKey(buildStatementV01({ '../x': new Uint8Array(1) }));
    const report = await verifyForged(bundle, { method: 'key', publicKey: publicKeyPem });
    expect(report.verdict.reasons).toEqual([{ code: 'name-unsafe', name: '../x', problem: 'parent' }]);
  });

  it.each(['/etc/passwd', 'a/../b', './a', 'a//b', 'a/', '', 'a\\b', 'C:x', 'a\0b', '..', '.', '\ud800'])(
    'the name %j is refused',
    async (name) => {
      const report = await named(name);
      expect(report.verdict.code).toBe('could-not-check');
      expect(['name-unsafe', 'statement-malformed']).toContain(report.verdict.reasons[0]?.code);
    },
  );
});
