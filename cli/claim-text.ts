import { FULCIO_LABELS, type ClaimFacts, type Report } from '../src/index.js';
import { quoteForTerminal as quote } from './escape.js';

/** What was signed, where that is no model's list of files; and what the CA wrote into the certificate. Escaped. */
export function claimLines({ claim, signer, rows }: Report): string[] {
  return [
    ...(claim === null ? [] : [`Signed     ${claimText(claim)}`]),
    ...(signer?.method === 'sigstore' && rows.signature.value === 'valid'
      ? Object.entries(FULCIO_LABELS).flatMap(([name, label]) => {
          const value: unknown = Reflect.get(signer.extensions, name);
          return typeof value === 'string' && !SHOWN.includes(name) ? [`  ${label}: ${quote(value)}`] : [];
        })
      : []),
  ];
}

/** Part of the signer's own row. */
const SHOWN: readonly string[] = ['issuer', 'issuerV1'];

function claimText({ kind, predicateName, predicateType, subjectCount }: ClaimFacts): string {
  if (kind === 'file') return "one file's bytes, and nothing else";
  const type = quote(predicateType ?? '');
  const name = predicateName === null ? `of the type ${type}` : `${predicateName} (${type})`;
  const files = subjectCount === 1 ? '1 file' : `${subjectCount} files`;
  return `a statement about ${files}: ${name}. What it says is the signer's word: --json has it`;
}
