import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectModel, verifyBundle, verifyModel, type TrustInput } from '../src/index.js';
import {
  attest,
  buildStatement,
  pemOf,
  provenanceStatement,
  signBundle,
  signWithKey,
  smallModel,
  subjectOf,
  WORKFLOW_CLAIMS,
  WORKFLOW_IDENTITY,
} from './forge/index.js';
import {
  about,
  FILE,
  FILE_NAME,
  FULL_SIGSTORE,
  MESSAGE,
  PROVENANCE,
} from './matrix/mutations/sigstore-make.js';
import { signer } from './matrix/mutations/make.js';

const hex = (algorithm: string, bytes: Uint8Array = FILE) =>
  createHash(algorithm).update(bytes).digest('hex');
const digest = `sha256:${hex('sha256')}`;
const { trust } = about(MESSAGE);
const bundleOf = (question: ReturnType<typeof about>) =>
  typeof question.bundle === 'string' ? question.bundle : '';

describe('verifyBundle', () => {
  it.each([
    ['a file’s signature', MESSAGE],
    ['a statement', PROVENANCE],
  ] as const)('holds a digest against %s', async (_, content) => {
    const report = await verifyBundle(bundleOf(about(content)), { digest, trust });
    expect(report.verdict.code).toBe('verified');
    expect(report.rows.files).toMatchObject({ value: 'match', signed: 1, matching: 1 });
    expect(report.model.source).toBe('digest');
    // Nobody looked at the bytes.
    expect(report.notChecked).toContainEqual({ code: 'bytes' });
    expect(report.verdict.headline).toMatch(/^The digest (?:matches|is of) what /);
  });

  it('takes the bundle as text, as an object and as a blob', async () => {
    const text = bundleOf(about(MESSAGE));
    for (const bundle of [text, JSON.parse(text) as object, new Blob([text])]) {
      expect((await verifyBundle(bundle, { digest, trust })).verdict.code).toBe('verified');
    }
  });

  it('refuses another digest', async () => {
    const report = await verifyBundle(bundleOf(about(MESSAGE)), {
      digest: `sha256:${'00'.repeat(32)}`,
      trust,
    });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(report.verdict.reasons.map(({ code }) => code)).toEqual(['no-file-signed']);
    expect(report.files).toMatchObject([
      { state: 'changed', expected: hex('sha256'), actual: '00'.repeat(32) },
    ]);
  });

  it.each([
    ['', 'algorithm'],
    ['md5:00', 'algorithm'],
    [hex('sha256'), 'algorithm'],
    ['sha256:', 'length'],
    [`sha256:${hex('sha256').slice(2)}`, 'length'],
    [`sha256:${hex('sha256').toUpperCase()}`, 'upper-case'],
    [`sha256:${'zz'.repeat(32)}`, 'not-hex'],
    [`sha512:${hex('sha512')}`, 'absent'],
  ])('the digest %j cannot be used: %s', async (given, problem) => {
    const report = await verifyBundle(bundleOf(about(MESSAGE)), { digest: given, trust });
    expect(report.verdict.code).toBe('could-not-check');
    expect(report.verdict.reasons).toContainEqual({ code: 'digest-unusable', problem });
  });

  it.each(['sha384', 'sha512'] as const)('takes %s where the statement has it', async (algorithm) => {
    const statement = provenanceStatement([subjectOf(FILE_NAME, FILE, [algorithm])]);
    const report = await verifyBundle(bundleOf(about({ statement })), {
      digest: `${algorithm}:${hex(algorithm)}`,
      trust,
    });
    expect(report.verdict.code).toBe('verified');
  });

  it('takes the signature of a model of one file, and of no other', async () => {
    const byKey = (signed: ReturnType<typeof signWithKey>): TrustInput => ({
      method: 'key',
      publicKey: signed.publicKeyPem,
    });
    const one = signWithKey(await buildStatement({ [FILE_NAME]: FILE }, { singleFile: 'dot' }));
    expect((await verifyBundle(one.bundle, { digest, trust: byKey(one) })).verdict.code).toBe('verified');
    const many = signWithKey(await buildStatement(smallModel()));
    const report = await verifyBundle(many.bundle, { digest, trust: byKey(many) });
    expect(report.verdict.reasons).toEqual([{ code: 'not-about-one-file', files: 7 }]);
  });

  it('says that nobody was named, and stays amber', async () => {
    const { trustedRoot } = FULL_SIGSTORE();
    const report = await verifyBundle(bundleOf(about(MESSAGE)), {
      digest,
      trust: { method: 'inspect', trustedRoot },
    });
    expect(report.verdict.code).toBe('signer-unconfirmed');
  });

  it('ends at once when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(verifyBundle(bundleOf(about(MESSAGE)), { digest, trust, signal })).rejects.toThrow('enough');
  });
});

describe('the report of a claim', () => {
  const ask = (bundle: string | object, how: TrustInput = trust) =>
    verifyModel({ model: [{ path: FILE_NAME, blob: new Blob([FILE]) }], bundle, trust: how });

  it('says which kind it was, and shows the predicate as the signer’s words', async () => {
    const report = await ask(bundleOf(about(PROVENANCE)));
    expect(report.manifest).toBeNull();
    expect(report.claim).toMatchObject({
      kind: 'statement',
      statementType: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://slsa.dev/provenance/v1',
      predicateName: 'SLSA provenance v1',
      subjects: [{ name: FILE_NAME, algorithm: 'sha256', digest: hex('sha256') }],
      subjectCount: 1,
      predicateIsCut: false,
    });
    expect(JSON.parse(report.claim?.predicate ?? '')).toEqual(
      provenanceStatement([subjectOf(FILE_NAME, FILE)]).predicate,
    );
    expect(report.verdict.headline).toContain('SLSA provenance v1');
  });

  it('says in the headline that a test result failed, however green it is', async () => {
    const statement = attest('test-result', [subjectOf(FILE_NAME, FILE)], {
      predicate: { result: 'FAILED' },
    });
    const { verdict } = await ask(bundleOf(about({ statement })));
    expect(verdict.code).toBe('verified');
    expect(verdict.headline).toMatch(/The statement does not say that all passed: its result is FAILED\.$/);
  });

  it('says of a file’s signature that it is that', async () => {
    const { claim } = await ask(bundleOf(about(MESSAGE)));
    expect(claim).toMatchObject({ kind: 'file', predicateType: null, predicate: null, subjectCount: 1 });
  });

  it('cuts a predicate that is too long, and a list of subjects', async () => {
    const subjects = Array.from({ length: 300 }, (_, i) =>
      subjectOf(`${String(i)}.bin`, Buffer.from([i & 255])),
    );
    const statement = provenanceStatement([subjectOf(FILE_NAME, FILE), ...subjects], {
      predicate: { text: 'x'.repeat(200_000) },
    });
    const { claim, notes } = await ask(bundleOf(about({ statement })));
    expect(claim?.predicate).toHaveLength(100_000);
    expect(claim).toMatchObject({ predicateIsCut: true, subjectCount: 301 });
    expect(claim?.subjects).toHaveLength(100);
    expect(notes).toContainEqual({ code: 'other-subjects', count: 300 });
  });

  it('shows before any check what a bundle claims', async () => {
    const { claims } = await inspectModel({
      model: [{ path: FILE_NAME, blob: new Blob([FILE]) }],
      bundle: bundleOf(about(PROVENANCE)),
    });
    expect(claims).toMatchObject({ manifest: null, claim: { predicateName: 'SLSA provenance v1' } });
  });

  it('decodes what the CA wrote about the run', async () => {
    const question = about(MESSAGE, {
      signer: { altNames: [{ uri: WORKFLOW_IDENTITY }], claims: WORKFLOW_CLAIMS },
    });
    const expected = { ...signer({ identity: WORKFLOW_IDENTITY }), trustedRoot: FULL_SIGSTORE().trustedRoot };
    const report = await ask(bundleOf(question), expected);
    expect(report.verdict.code).toBe('verified');
    expect(report.signer).toMatchObject({
      method: 'sigstore',
      extensions: {
        githubWorkflowTrigger: WORKFLOW_CLAIMS.workflowTrigger,
        githubWorkflowSha: WORKFLOW_CLAIMS.workflowSha,
        githubWorkflowName: WORKFLOW_CLAIMS.workflowName,
        githubWorkflowRepository: WORKFLOW_CLAIMS.workflowRepository,
        githubWorkflowRef: WORKFLOW_CLAIMS.workflowRef,
        buildSignerUri: WORKFLOW_CLAIMS.buildSignerUri,
        buildSignerDigest: WORKFLOW_CLAIMS.buildSignerDigest,
        runnerEnvironment: WORKFLOW_CLAIMS.runnerEnvironment,
        sourceRepositoryUri: WORKFLOW_CLAIMS.sourceRepositoryUri,
        sourceRepositoryDigest: WORKFLOW_CLAIMS.sourceRepositoryDigest,
        sourceRepositoryRef: WORKFLOW_CLAIMS.sourceRepositoryRef,
        sourceRepositoryIdentifier: WORKFLOW_CLAIMS.sourceRepositoryIdentifier,
        sourceRepositoryOwnerUri: WORKFLOW_CLAIMS.sourceRepositoryOwnerUri,
        sourceRepositoryOwnerIdentifier: WORKFLOW_CLAIMS.sourceRepositoryOwnerIdentifier,
        buildConfigUri: WORKFLOW_CLAIMS.buildConfigUri,
        buildConfigDigest: WORKFLOW_CLAIMS.buildConfigDigest,
        buildTrigger: WORKFLOW_CLAIMS.buildTrigger,
        runInvocationUri: WORKFLOW_CLAIMS.runInvocationUri,
        sourceRepositoryVisibilityAtSigning: WORKFLOW_CLAIMS.sourceRepositoryVisibility,
        deploymentEnvironment: WORKFLOW_CLAIMS.deploymentEnvironment,
      },
    });
  });

  it('names the log and the timestamp that vouch for it', async () => {
    const { rekor, rekorV2 } = FULL_SIGSTORE();
    const entries = [{ log: rekor }, { log: rekorV2 }];
    const report = await ask(bundleOf(about(MESSAGE, { entries, timestamps: [{}] })));
    expect(report.logEntries.map(({ log, kind, inclusion }) => [log, kind, inclusion])).toEqual([
      [rekor.baseUrl, 'hashedrekord 0.0.1', ['promise', 'proof']],
      [rekorV2.baseUrl, 'hashedrekord 0.0.2', ['proof']],
    ]);
    expect(report.timestamps).toHaveLength(1);
    expect(report.rows.time).toMatchObject({ value: 'proven', by: 'log' });
  });

  it('lets a managed key prove no time by a log that was not asked', async () => {
    const { bundle, publicKeyPem, key } = signBundle(FULL_SIGSTORE(), PROVENANCE, {
      signer: { type: 'key' },
    });
    expect(pemOf(key)).toBe(publicKeyPem);
    const report = await ask(bundle, { method: 'key', publicKey: publicKeyPem });
    expect(report.verdict.code).toBe('verified');
    expect(report.rows.time).toEqual({ value: 'not-proven' });
    expect(report.logEntries).toEqual([]);
  });
});
