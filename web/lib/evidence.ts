import type { CertificateFacts, Report } from '../../src/index.js';
import { expectationsOf } from './expected.js';
import { optional, several, type Fact } from './fact.js';
import { isByDigest } from './files.js';
import type { Row } from './rows.js';
import type { Wording } from './wording.js';
import { installedByYou, isInstalled, materialName, rootOriginWords, trustSourceWords } from './words.js';

/**
 * What stands behind a row, for whoever wants to compare it with another tool. `installed`: what the person calls the Sigstore
 * that they had installed and chose.
 */
export function evidenceOf(
  report: Report,
  row: Row['key'],
  installed: string | null,
  wording: Wording,
): readonly Fact[] {
  switch (row) {
    case 'files':
      return filesEvidence(report, wording);
    case 'signature':
      return signatureEvidence(report, wording);
    case 'signer':
      return signerEvidence(report, installed, wording);
    case 'time':
      return timeEvidence(report, wording);
  }
}

function filesEvidence(report: Report, { words }: Wording): readonly Fact[] {
  const { model, manifest, claim, rows } = report;
  const { evidence: terms, format } = words;
  const here = { term: terms.here, value: terms.size(model.fileCount, model.totalBytes) };
  const isCompared = rows.files.value !== 'not-checked';
  const matching = isCompared ? [{ term: terms.matching, value: format.count(rows.files.matching) }] : [];
  if (claim !== null) {
    const algorithms = [...new Set(claim.subjects.map(({ algorithm }) => algorithm))];
    return [
      here,
      { term: terms.signed, value: terms.files(claim.subjectCount) },
      ...matching,
      ...optional(terms.comparedBy, isCompared ? terms.ofEachFile(algorithms) : null),
    ];
  }
  if (manifest === null) return [here];
  const { hashType, shardSize } = manifest;
  const by = shardSize === null ? terms.ofEachFile([hashType]) : terms.ofEachPart(hashType, shardSize);
  return [
    here,
    { term: terms.signed, value: terms.files(manifest.fileCount) },
    ...matching,
    ...optional(terms.comparedBy, isCompared ? (isByDigest(report) ? by + terms.whateverItsName : by) : null),
    ...optional(terms.rootDigest, manifest.rootDigest),
    ...several(terms.leftOutBySigner, manifest.ignorePaths),
  ];
}

function signatureEvidence({ bundle, manifest, claim }: Report, { words }: Wording): readonly Fact[] {
  if (bundle === null) return [];
  const { evidence: terms, format } = words;
  return [
    bundle.path === null
      ? { term: terms.signatureFile, value: terms.chosenSeparately }
      : { term: terms.signatureFile, value: bundle.path, exact: true },
    { term: terms.itsSize, value: format.bytes(bundle.bytes) },
    { term: terms.itsSha256, value: bundle.sha256, exact: true },
    { term: terms.method, value: terms.methods[bundle.method] },
    { term: terms.format, value: bundle.mediaType, exact: true },
    ...optional(terms.statement, manifest?.predicateType ?? claim?.predicateType),
    ...optional(terms.modelName, manifest?.subjectName),
  ];
}

function signerEvidence(report: Report, installed: string | null, wording: Wording): readonly Fact[] {
  const { signer, trust } = report;
  const terms = wording.words.evidence;
  const origin = rootOriginWords(trust, wording);
  return [
    ...expectationsOf(report, wording),
    ...ownFacts(signer, wording),
    { term: terms.trust, value: trustSourceWords(trust, wording) },
    ...trust.material.flatMap((material) => {
      const name = materialName(material, trust, wording);
      const isByYou = material.kind === 'trusted-root' && isInstalled(trust);
      return [
        {
          term: terms.material[material.kind],
          value: isByYou ? name + installedByYou(installed, wording) : name,
        },
        { term: terms.itsSha256, value: material.sha256, exact: true },
      ];
    }),
    ...(origin === null ? [] : [{ term: terms.rootAsOf, value: origin }]),
  ];
}

function ownFacts(signer: Report['signer'], wording: Wording): readonly Fact[] {
  const terms = wording.words.evidence;
  switch (signer?.method) {
    case undefined:
      return [];
    case 'sigstore':
      return [
        { term: terms.identity, value: signer.identity, exact: true },
        { term: terms.issuer, value: signer.issuer, exact: true },
        ...certificateFacts(terms.certificate, signer.certificate, wording),
      ];
    case 'certificate':
      return [
        ...certificateFacts(terms.certificate, signer.certificate, wording),
        ...signer.chain.flatMap((link) => certificateFacts(terms.issuedBy, link, wording)),
      ];
    case 'key':
      return [
        ...optional(terms.keyFingerprint, signer.fingerprint),
        ...optional(terms.curve, signer.curve),
        ...optional(terms.keyHint, signer.hint),
      ];
  }
}

function certificateFacts(term: string, facts: CertificateFacts, { words }: Wording): readonly Fact[] {
  const { evidence: terms, format } = words;
  return [
    { term, value: facts.subject === '' ? terms.noSubject : facts.subject },
    ...several(terms.alternativeNames, facts.subjectAltNames),
    { term: terms.certificateIssuer, value: facts.issuer },
    { term: terms.inForce, value: terms.fromTo(format.time(facts.notBefore), format.time(facts.notAfter)) },
    { term: terms.serialNumber, value: facts.serialNumber, exact: true },
    { term: terms.fingerprint, value: facts.fingerprint, exact: true },
    { term: terms.keyAndSignature, value: terms.algorithms(facts.publicKey, facts.signatureAlgorithm) },
  ];
}

function timeEvidence({ logEntries, timestamps }: Report, { words }: Wording): readonly Fact[] {
  const { evidence: terms, format } = words;
  return [
    ...logEntries.flatMap((entry) => [
      { term: terms.log, value: entry.log ?? terms.unknownLog },
      { term: terms.logId, value: entry.logId, exact: true },
      { term: terms.logIndex, value: entry.logIndex, exact: true },
      ...optional(terms.logged, entry.integratedTime === null ? null : format.time(entry.integratedTime)),
      ...optional(terms.inclusion, terms.inclusions(entry.inclusion)),
      { term: terms.entryKind, value: entry.kind },
    ]),
    ...timestamps.flatMap((stamp) => [
      { term: terms.authority, value: stamp.authority },
      { term: terms.time, value: format.time(stamp.time) },
    ]),
  ];
}
