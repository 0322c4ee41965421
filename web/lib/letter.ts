import { quote, type Report } from '../../src/index.js';
import type { LetterFacts } from '../text/english/next.js';
import { isOthersWord } from './basis.js';
import { visibleText } from './escape.js';
import { differingFiles } from './files.js';
import type { Wording } from './wording.js';

/** As many as somebody reads in a letter. */
const LISTED = 10;

/**
 * What a person may send to the publisher; null where there is nothing to ask. Nothing in it is invisible.
 *
 * @param model what it is called on the page
 */
export function letterOf(report: Report, model: string, { words, prose }: Wording): string | null {
  const { code } = report.verdict;
  const write = code === 'verified' ? null : words.next.letters[code];
  if (write === null) return null;
  const { signer, trust, bundle, tool } = report;
  // What only a link said was not expected.
  const expected = isOthersWord(trust.basis) ? {} : trust.expected;
  const facts: LetterFacts = {
    model: quote(model),
    signer: signerName(signer),
    issuer: signer?.method === 'sigstore' ? quote(signer.issuer) : null,
    expected: quoted(
      expected.identity ?? expected.identityPattern ?? expected.subject ?? expected.subjectAltName,
    ),
    expectedIssuer: quoted(expected.issuer),
    files: fileLines(report, words),
    reasons: report.verdict.reasons.map((reason) => prose.message(reason).text),
    signatureDigest: bundle?.sha256 ?? null,
    checkedAt: words.format.time(report.checkedAt),
    tool: `Touchstone ${tool.version}`,
  };
  return write(facts).split('\n').map(visibleText).join('\n');
}

function quoted(text: string | undefined): string | null {
  return text === undefined ? null : quote(text);
}

function signerName(signer: Report['signer']): string | null {
  switch (signer?.method) {
    case 'sigstore':
      return quote(signer.identity);
    case 'certificate':
      return quote(signer.subject === '' ? signer.certificate.fingerprint : signer.subject);
    case 'key':
      return quote(signer.fingerprint ?? signer.hint ?? '');
    case undefined:
      return null;
  }
}

function fileLines(report: Report, words: Wording['words']): readonly string[] {
  const files = differingFiles(report);
  const shown = files.slice(0, LISTED).map(({ path, state, actual }) => {
    const digest = actual === null ? '' : ` (${actual})`;
    return `${words.states[state]}: ${quote(path)}${digest}`;
  });
  return files.length > LISTED ? [...shown, '…'] : shown;
}
