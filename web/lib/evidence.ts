import type { CertificateFacts, Report } from '../../src/index.js';
import { installedByYou } from './claim.js';
import { expectationsOf } from './expected.js';
import { optional, several, type Fact } from './fact.js';
import { isByDigest } from './files.js';
import { bytes, count, counted, list, time } from './format.js';
import type { Row } from './rows.js';
import { trustSourceWords } from './words.js';

/**
 * What stands behind a row, for whoever wants to compare it with another tool. `installed`: what the person calls the Sigstore
 * that they had installed and chose.
 */
export function evidenceOf(report: Report, row: Row['key'], installed: string | null): readonly Fact[] {
  switch (row) {
    case 'files':
      return filesEvidence(report);
    case 'signature':
      return signatureEvidence(report);
    case 'signer':
      return signerEvidence(report, installed);
    case 'time':
      return timeEvidence(report);
  }
}

function filesEvidence(report: Report): readonly Fact[] {
  const { model, manifest, claim, rows } = report;
  const here = {
    term: 'Found here',
    value: `${counted(model.fileCount, 'file')}, ${bytes(model.totalBytes)}`,
  };
  if (claim !== null) {
    const algorithms = [...new Set(claim.subjects.map(({ algorithm }) => algorithm))];
    return [
      here,
      { term: 'Signed', value: counted(claim.subjectCount, 'file') },
      { term: 'Matching', value: count(rows.files.matching) },
      { term: 'Compared by', value: `${list(algorithms, 'or')} of each file` },
    ];
  }
  if (manifest === null) return [here];
  return [
    here,
    { term: 'Signed', value: counted(manifest.fileCount, 'file') },
    { term: 'Matching', value: count(rows.files.matching) },
    { term: 'Compared by', value: comparedBy(report, manifest) },
    ...optional('Root digest', manifest.rootDigest),
    ...several('Left out by the signer', manifest.ignorePaths),
  ];
}

function comparedBy(report: Report, { hashType, shardSize }: NonNullable<Report['manifest']>): string {
  const what = shardSize === null ? 'each file' : `each part of ${bytes(shardSize)}`;
  return `${hashType} of ${what}${isByDigest(report) ? ', whatever its name' : ''}`;
}

function signatureEvidence({ bundle, manifest, claim }: Report): readonly Fact[] {
  if (bundle === null) return [];
  return [
    bundle.path === null
      ? { term: 'Signature file', value: 'chosen separately' }
      : { term: 'Signature file', value: bundle.path, exact: true },
    { term: 'Its size', value: bytes(bundle.bytes) },
    { term: 'Its SHA-256', value: bundle.sha256, exact: true },
    { term: 'Method', value: bundle.method },
    { term: 'Format', value: bundle.mediaType, exact: true },
    ...optional('Statement', manifest?.predicateType ?? claim?.predicateType),
    ...optional('Model’s name, by the signer', manifest?.subjectName),
  ];
}

function signerEvidence(report: Report, installed: string | null): readonly Fact[] {
  const { signer, trust } = report;
  return [
    ...expectationsOf(report),
    ...ownFacts(signer),
    { term: 'Trust material', value: trustSourceWords(trust) },
    ...trust.material.flatMap(({ kind, name, sha256 }) => [
      {
        term: MATERIAL[kind],
        value:
          kind === 'trusted-root' && trust.source === 'supplied' ? name + installedByYou(installed) : name,
      },
      { term: 'Its SHA-256', value: sha256, exact: true },
    ]),
  ];
}

const MATERIAL = {
  'public-key': 'Public key',
  certificate: 'Certificate',
  'trusted-root': 'Trusted root',
} as const;

function ownFacts(signer: Report['signer']): readonly Fact[] {
  switch (signer?.method) {
    case undefined:
      return [];
    case 'sigstore':
      return [
        { term: 'Identity', value: signer.identity, exact: true },
        { term: 'Issuer', value: signer.issuer, exact: true },
        ...certificateFacts('Certificate', signer.certificate),
      ];
    case 'certificate':
      return [
        ...certificateFacts('Certificate', signer.certificate),
        ...signer.chain.flatMap((link) => certificateFacts('Issued by', link)),
      ];
    case 'key':
      return [
        ...optional('Key fingerprint', signer.fingerprint),
        ...optional('Curve', signer.curve),
        ...optional('Fingerprint that the signature names', signer.hint),
      ];
  }
}

function certificateFacts(term: string, facts: CertificateFacts): readonly Fact[] {
  return [
    { term, value: facts.subject === '' ? 'without a subject' : facts.subject },
    ...several('Alternative names', facts.subjectAltNames),
    { term: 'Issuer of the certificate', value: facts.issuer },
    { term: 'In force', value: `${time(facts.notBefore)} to ${time(facts.notAfter)}` },
    { term: 'Serial number', value: facts.serialNumber, exact: true },
    { term: 'SHA-256 fingerprint', value: facts.fingerprint, exact: true },
    { term: 'Key and signature', value: `${facts.publicKey}, ${facts.signatureAlgorithm}` },
  ];
}

function timeEvidence({ logEntries, timestamps }: Report): readonly Fact[] {
  return [
    ...logEntries.flatMap((entry) => [
      { term: 'Log', value: entry.log ?? 'unknown' },
      { term: 'Log ID', value: entry.logId, exact: true },
      { term: 'Log index', value: entry.logIndex, exact: true },
      ...optional('Logged', entry.integratedTime === null ? null : time(entry.integratedTime)),
      ...optional('Proof of inclusion', entry.inclusion.join(' and ')),
      { term: 'Kind of entry', value: entry.kind },
    ]),
    ...timestamps.flatMap((stamp) => [
      { term: 'Timestamp authority', value: stamp.authority },
      { term: 'Time', value: time(stamp.time) },
    ]),
  ];
}
