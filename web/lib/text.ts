import { quote, type Circumstances, type ClaimFacts, type Reason, type Report } from '../../src/index.js';
import { byWhoseWord } from './basis.js';
import { claimKind, claimStanding, subjectText } from './claim.js';
import { visibleText } from './escape.js';
import { expectationsOf } from './expected.js';
import { valuesOf, type Fact } from './fact.js';
import { adviceOn, differingFiles } from './files.js';
import { cut } from './format.js';
import { predicateFacts, warningIn } from './predicate.js';
import { rowsOf } from './rows.js';
import { runFacts, runStanding } from './run.js';
import type { Wording } from './wording.js';
import {
  amongTheFiles,
  comparedBy,
  installedByYou,
  isInstalled,
  leftOutWords,
  materialName,
  notCheckedWords,
  rootOriginWords,
  staleWords,
} from './words.js';

/** Longer lists are cut here, with a word about it; the JSON report has them whole. */
const LISTED = 50;

/** The verdict as text, to paste into a message or a ticket. */
export function reportAsText(
  report: Report,
  { isSample, installed }: Circumstances,
  wording: Wording,
): string {
  const { verdict, model, claim } = report;
  const { words, prose } = wording;
  const terms = words.report;
  const warning = warningIn(claim, wording);
  const stale = staleWords(report, wording);
  const compared = comparedBy(report, wording);
  const name = model.name === null ? terms.unnamed : quote(model.name);
  const reasonLine = (reason: Reason): string => {
    const { text, wayOut } = prose.message(reason);
    return `${text} ${wayOut}`.trim();
  };
  const lines = [
    ...(isSample ? [terms.sample, ''] : []),
    `${words.verdicts[verdict.code]}: ${prose.headline(report)}`,
    ...(compared === null ? [] : [compared]),
    amongTheFiles(report, wording),
    words.verdict.whatASignatureSays,
    ...(warning === null ? [] : [warning]),
    ...(stale === null ? [] : [stale]),
    '',
    `${claim === null ? terms.model : terms.checked}: ${terms.what(name, model.fileCount, model.totalBytes)}`,
    ...rowsOf(report, installed, wording).map((row) => `${row.title}: ${row.word}. ${row.sentence}`),
    ...expectedLines(report, wording),
    `${words.print.basis}: ${byWhoseWord(report, wording)}`,
    ...certificateLines(report, wording),
    ...materialLines(report, installed, wording),
    ...(report.manifest?.rootDigest ? [`${words.evidence.rootDigest}: ${report.manifest.rootDigest}`] : []),
    ...section(wording, terms.why, [
      ...verdict.reasons.map(reasonLine),
      ...adviceOn(report).map(({ reason }) => reasonLine(reason)),
    ]),
    ...(claim === null ? [] : signedLines(report, claim, wording)),
    ...section(wording, words.run.title, runLines(report, wording)),
    ...section(
      wording,
      terms.differing,
      differingFiles(report).map((file) => `${words.states[file.state]}: ${file.path}`),
    ),
    ...section(
      wording,
      terms.leftOut,
      report.leftOut.map((item) => `${quote(item.path)}: ${leftOutWords(item, wording)}`),
    ),
    ...section(
      wording,
      terms.notChecked,
      report.notChecked.map((item) => notCheckedWords(item, wording)),
    ),
    ...section(
      wording,
      terms.notes,
      report.notes.filter(({ code }) => code !== 'trust-stale').map(prose.noteText),
    ),
    '',
    terms.checkedAt(words.format.time(report.checkedAt), `${report.tool.name} ${report.tool.version}`),
    words.print.isRecord,
  ];
  return `${lines.map(visibleText).join('\n')}\n`;
}

function signedLines(report: Report, claim: ClaimFacts, wording: Wording): readonly string[] {
  const terms = wording.words.report;
  const rest = claim.subjectCount - claim.subjects.length;
  return [
    '',
    `${terms.signed}: ${claimKind(claim, wording)}.`,
    ...(claim.predicateType === null ? [] : [`${wording.words.signed.type}: ${claim.predicateType}`]),
    claimStanding(report, wording),
    ...section(
      wording,
      terms.signedFiles,
      claim.subjects.map((subject) => subjectText(subject, wording)),
    ),
    ...(rest > 0 ? [`- ${terms.unlisted(rest)}`] : []),
    ...section(wording, terms.statement, factLines(predicateFacts(claim, wording))),
  ];
}

function runLines(report: Report, wording: Wording): readonly string[] {
  const facts = runFacts(report, wording);
  return facts.length === 0 ? [] : [runStanding(report, wording), ...factLines(facts)];
}

function factLines(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) => valuesOf(fact).map((value) => `${fact.term}: ${value}`));
}

function expectedLines(report: Report, wording: Wording): readonly string[] {
  const facts = expectationsOf(report, wording);
  return facts.length === 0 ? [wording.words.report.nobody] : factLines(facts);
}

/** For whoever wants to pin them later. */
function certificateLines({ signer }: Report, { words }: Wording): readonly string[] {
  if (signer?.method !== 'certificate') return [];
  const { certificate, issuedBy, noSubject } = words.evidence;
  return [signer.certificate, ...signer.chain].map(
    ({ subject, fingerprint }, at) =>
      `${at === 0 ? certificate : issuedBy}: ${subject === '' ? noSubject : quote(subject)}, SHA-256 ${fingerprint}`,
  );
}

function materialLines({ trust }: Report, installed: string | null, wording: Wording): readonly string[] {
  const { trusted, sources } = wording.words.report;
  const origin = rootOriginWords(trust, wording);
  const lines = trust.material.map((material) => {
    const name = quote(materialName(material, trust, wording));
    const by =
      material.kind === 'trusted-root' && isInstalled(trust) ? installedByYou(installed, wording) : '';
    return `${trusted}: ${name}${by} (${sources[trust.source]}), SHA-256 ${material.sha256}`;
  });
  return origin === null ? lines : [...lines, `${wording.words.evidence.rootAsOf}: ${origin}`];
}

interface NamedModel {
  readonly model: { readonly name: string | null };
}

/** A name for the saved report that no file system takes amiss; its kind is put behind it. */
export function reportName({ model, checkedAt }: Pick<Report, 'checkedAt'> & NamedModel): string {
  const name = (model.name ?? 'model')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 60);
  return `touchstone-${name || 'model'}-${checkedAt.slice(0, 10)}-${checkedAt.slice(11, 19).replaceAll(':', '')}`;
}

function section({ words }: Wording, title: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const { shown, more } = cut(items, LISTED);
  const rest = more > 0 ? [`- ${words.report.more(more)}`] : [];
  return ['', `${title}:`, ...shown.map((item) => `- ${item}`), ...rest];
}
