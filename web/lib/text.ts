import { message, noteText, quote, type ClaimFacts, type Report } from '../../src/index.js';
import { claimKind, claimStanding, installedByYou, subjectText } from './claim.js';
import { visibleText } from './escape.js';
import { expectationsOf } from './expected.js';
import { valuesOf, type Fact } from './fact.js';
import { adviceOn, differingFiles } from './files.js';
import { bytes, count, counted, cut, time } from './format.js';
import { predicateFacts, warningIn } from './predicate.js';
import { rowsOf } from './rows.js';
import { runFacts, runStanding } from './run.js';
import {
  amongTheFiles,
  comparedBy,
  leftOutWords,
  notCheckedWords,
  STATE_WORDS,
  VERDICT_WORDS,
  WHAT_A_SIGNATURE_SAYS,
} from './words.js';

/** Longer lists are cut here, with a word about it; the JSON report has them whole. */
const LISTED = 50;

/** As the command's report has it; a line break here is JSON's own. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** What the report itself does not know. */
export interface Circumstances {
  /** The bundled sample, whose signer is made up. */
  readonly isSample: boolean;
  /** What the person calls the Sigstore that they had installed and chose. */
  readonly installed: string | null;
}

/** The verdict as text, to paste into a message or a ticket. */
export function reportAsText(report: Report, { isSample, installed }: Circumstances): string {
  const { verdict, model, claim } = report;
  const warning = warningIn(claim);
  const compared = comparedBy(report);
  const lines = [
    ...(isSample ? ['SAMPLE of Touchstone, not a real model: its signer and roots are made up.', ''] : []),
    `${VERDICT_WORDS[verdict.code]}: ${verdict.headline}`,
    ...(compared === null ? [] : [compared]),
    amongTheFiles(report),
    WHAT_A_SIGNATURE_SAYS,
    ...(warning === null ? [] : [warning]),
    '',
    `${claim === null ? 'Model' : 'Checked'}: ${model.name === null ? 'without a name' : quote(model.name)} (${counted(model.fileCount, 'file')}, ${bytes(model.totalBytes)})`,
    ...rowsOf(report, installed).map((row) => `${row.title}: ${row.word}. ${row.sentence}`),
    ...expectedLines(report),
    ...certificateLines(report),
    ...report.trust.material.map(
      ({ kind, name, sha256 }) =>
        `Trusted: ${quote(name)}${kind === 'trusted-root' ? installedByYou(installed) : ''} (${report.trust.source}), SHA-256 ${sha256}`,
    ),
    ...(report.manifest?.rootDigest ? [`Root digest: ${report.manifest.rootDigest}`] : []),
    ...section('Why, and what to do', [
      ...verdict.reasons.map(reasonLine),
      ...adviceOn(report).map(({ reason }) => reasonLine(reason)),
    ]),
    ...(claim === null ? [] : signedLines(report, claim)),
    ...section('What the certificate says about the run', runLines(report)),
    ...section(
      'Files that do not match',
      differingFiles(report).map((file) => `${STATE_WORDS[file.state]}: ${file.path}`),
    ),
    ...section(
      'Left out',
      report.leftOut.map((item) => `${quote(item.path)}: ${leftOutWords(item)}`),
    ),
    ...section('Not checked', report.notChecked.map(notCheckedWords)),
    ...section('Also found', report.notes.map(noteText)),
    '',
    `Checked ${time(report.checkedAt)} with ${report.tool.name} ${report.tool.version}.`,
  ];
  return `${lines.map(visibleText).join('\n')}\n`;
}

function signedLines(report: Report, claim: ClaimFacts): readonly string[] {
  const rest = claim.subjectCount - claim.subjects.length;
  const said = factLines(predicateFacts(claim));
  return [
    '',
    `What was signed: ${claimKind(claim)}.`,
    ...(claim.predicateType === null ? [] : [`Type: ${claim.predicateType}`]),
    claimStanding(report),
    ...section('Files that are signed', claim.subjects.map(subjectText)),
    ...(rest > 0 ? [`- and ${count(rest)} that the report does not list`] : []),
    ...section('What the statement says, by its signer’s word', said),
  ];
}

function runLines(report: Report): readonly string[] {
  const facts = runFacts(report);
  return facts.length === 0 ? [] : [runStanding(report), ...factLines(facts)];
}

function factLines(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) => valuesOf(fact).map((value) => `${fact.term}: ${value}`));
}

function expectedLines(report: Report): readonly string[] {
  const facts = expectationsOf(report);
  return facts.length === 0 ? ['Expected: nobody by name'] : factLines(facts);
}

/** For whoever wants to pin them later. */
function certificateLines({ signer }: Report): readonly string[] {
  if (signer?.method !== 'certificate') return [];
  return [signer.certificate, ...signer.chain].map(
    ({ subject, fingerprint }, at) =>
      `${at === 0 ? 'Certificate' : 'Issued by'}: ${subject === '' ? 'without a subject' : quote(subject)}, SHA-256 ${fingerprint}`,
  );
}

/** The whole report. What cannot be seen in it is written as \u escapes: the same JSON, but nothing hides in it. */
export function reportAsJson(report: Report): string {
  const escape = (text: string): string =>
    Array.from(
      { length: text.length },
      (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join('');
  return `${JSON.stringify(report, null, 2).replace(UNSEEN, escape)}\n`;
}

/** A name for the downloaded report that no file system takes amiss. */
export function reportFileName(report: Report): string {
  const name = (report.model.name ?? 'model')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 60);
  return `touchstone-${name || 'model'}-${report.checkedAt.slice(0, 10)}.json`;
}

function reasonLine(reason: Parameters<typeof message>[0]): string {
  const { text, wayOut } = message(reason);
  return `${text} ${wayOut}`.trim();
}

function section(title: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const { shown, more } = cut(items, LISTED);
  const rest = more > 0 ? [`- and ${count(more)} more, in the JSON report`] : [];
  return ['', `${title}:`, ...shown.map((item) => `- ${item}`), ...rest];
}
