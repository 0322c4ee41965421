import { FULCIO_LABELS, type ClaimFacts, type Report } from '../src/index.js';
import { quoteForTerminal as quote } from './escape.js';

/** What was signed, where that is no model's list of files. Escaped. */
export function claimLines({ claim, files }: Report): string[] {
  if (claim === null) return [];
  const matching = files.filter(({ state }) => state === 'match').slice(0, MAX_SHOWN);
  return [
    `Signed     ${claimText(claim)}`,
    ...matching.map(
      ({ path, algorithm, actual }) => `Matches    ${quote(path)} (${algorithm ?? ''} ${actual ?? ''})`,
    ),
  ];
}

/** What the CA wrote into the certificate about the run that signed. Escaped. */
export function runLines({ signer, rows }: Report): string[] {
  if (signer?.method !== 'sigstore') return [];
  const lines = Object.entries(FULCIO_LABELS).flatMap(([name, label]) => {
    const value: unknown = Reflect.get(signer.extensions, name);
    const isOld = name.startsWith('github') && signer.extensions.sourceRepositoryUri !== undefined;
    return typeof value === 'string' && !SHOWN.includes(name) && !isOld
      ? [`  ${label}: ${quote(value)}`]
      : [];
  });
  if (lines.length === 0) return [];
  const isVouched = rows.signer.value === 'expected' || rows.signer.value === 'not-stated';
  const worth = isVouched ? 'compared with nothing' : 'a claim: nothing that you trust vouches for it';
  return [`The certificate says of the run that signed (${worth}):`, ...lines];
}

/** With what it was checked, so that a log of it can be held against the files later. */
export function materialLines({ bundle, trust }: Report): string[] {
  return [
    ...(bundle === null ? [] : [`Signature file  sha256 ${bundle.sha256}`]),
    ...(trust.basis.kind === 'organisation' ? [expectationsLine(trust.basis)] : []),
    ...trust.material.map(({ kind, name, sha256 }) => `${MATERIAL[kind]}  ${quote(name)}, sha256 ${sha256}`),
  ];
}

type Organisation = Extract<Report['trust']['basis'], { kind: 'organisation' }>;

function expectationsLine({ organisation, entry, sha256 }: Organisation): string {
  const which = entry === null ? 'no entry of it' : `entry ${quote(entry)}`;
  return `Expectations    of ${quote(organisation)}, ${which}, sha256 ${sha256}`;
}

const MATERIAL = {
  'public-key': 'Public key    ',
  certificate: 'Root          ',
  'trusted-root': 'Trusted root  ',
} as const;
const MAX_SHOWN = 20;

/** Part of the signer's own row; and what newer certificates say in a better way. */
const SHOWN: readonly string[] = ['issuer', 'issuerV1'];

function claimText({ kind, predicateName, predicateType, subjectCount }: ClaimFacts): string {
  if (kind === 'file') return "one file's bytes, and nothing else";
  const type = quote(predicateType ?? '');
  const name = predicateName === null ? `of the type ${type}` : `${predicateName} (${type})`;
  const files = subjectCount === 1 ? '1 file' : `${subjectCount} files`;
  return `a statement about ${files}: ${name}. What it says is the signer's word: --json has it`;
}
