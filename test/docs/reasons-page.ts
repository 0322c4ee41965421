import { BOUNDS } from '../../src/bounds.js';
import { EXPECTATIONS_PROBLEMS } from '../../src/expectations-message.js';
import { message, type Reason, type VerdictCode } from '../../src/index.js';
import { verdictOf } from '../../src/judge.js';
import * as phrases from '../../src/phrases.js';
import { VERDICT_CODES } from '../../src/report.js';
import { EXAMPLES } from './reason-examples.js';

/** docs/reasons.md, out of the code. */
export function reasonsPage(): string {
  const reasons: readonly Reason[] = Object.values(EXAMPLES);
  const sections = VERDICT_CODES.filter((code) => code !== 'verified').map((verdict) => {
    const rows = reasons.filter(({ code }) => verdictOf(code) === verdict).map(row);
    return `## ${verdict}\n\n${WHEN[verdict]}\n\n${table(['code', 'facts', 'it says, for instance', 'what to do'], rows)}`;
  });
  return `${[INTRODUCTION, ...sections, details(), bounds()].join('\n\n')}\n`;
}

const INTRODUCTION = `# Reasons

Every verdict but \`verified\` comes with at least one reason: a code, the facts that it rests on, a sentence, and a way
out. Codes and the names of facts are stable; the sentences may change. In a report they stand under \`verdict.reasons\`, and
under \`reason\` of a file. Strings among the facts may be the attacker's: show them escaped.

Of a check's reasons, the one that stands under the earliest heading below gives the verdict. Only \`engine-failed\` is our own
fault.

This page is made from the code; \`npm test\` fails where it is not what the code says
(\`npx vitest run test/docs -u\` writes it).`;

const WHEN: Readonly<Record<Exclude<VerdictCode, 'verified'>, string>> = {
  'could-not-check': 'Nothing is said about the model: the question could not be put.',
  unsigned: 'There is nothing to check.',
  'signature-invalid': 'The mathematics does not hold: something was altered, or never fitted.',
  'signer-mismatch': 'Somebody else signed than you expect.',
  'files-mismatch': 'What is here is not what was signed. The reasons about one file stand beside that file.',
  partial: 'What was checked holds, but less was checked than the whole.',
  'signer-untrusted': 'The mathematics holds, but nothing that you trust vouches for who signed.',
  'signer-unconfirmed': 'You have not said whom you expect.',
};

function row(reason: Reason): string[] {
  const { code, ...facts } = reason;
  const { text, wayOut } = message(reason);
  const names = Object.keys(facts).map((name) => `\`${name}\``);
  return [`\`${code}\``, names.join(', '), text, wayOut];
}

function details(): string {
  const lists = {
    'What is wrong with a name (`problem` of `name-unsafe`, `model-path-unsafe` and unusable paths)':
      phrases.NAME_PROBLEMS,
    'What is wrong with a key or certificate file (`problem` of `public-key-unusable` and `root-unusable`)':
      phrases.PEM_PROBLEMS,
    'Why a certificate may not stand where it stands (`problem` of `chain-not-allowed`; RFC 5280 §6.1)':
      phrases.CHAIN_PROBLEMS,
    'What the log entry and the bundle disagree about (`about` of `log-entry-differs`)':
      phrases.LOG_ENTRY_PARTS,
    'What is wrong with a checkpoint (`problem` of `checkpoint-invalid`)': phrases.CHECKPOINT_PROBLEMS,
    'What is wrong with a timestamp (`problem` of `timestamp-invalid`)': phrases.TIMESTAMP_PROBLEMS,
    'Why parts do not cover a file (`problem` of `shards-inconsistent`)': phrases.SHARD_PROBLEMS,
    'What is wrong with a digest (`problem` of `digest-malformed`)': phrases.DIGEST_PROBLEMS,
    'What is wrong with a pattern (`problem` of `pattern-unusable`)': phrases.PATTERN_PROBLEMS,
    'What is wrong with an expectations file (`problem` of `expectations-unusable`)': EXPECTATIONS_PROBLEMS,
    'How an identity nearly equals the expected one (`nearMiss`; null where it does not)':
      phrases.NEAR_MISSES,
    'Which certificate (`which` of `certificate-differs` and `fingerprint-unusable`)': {
      leaf: 'the signer’s own',
      intermediate: 'a CA between the signer’s and the root; `actual` then lists all that the bundle brings',
    },
    'How two names are taken for one (`twin` of `name-twin`)': phrases.NAME_TWINS,
    'What is wrong with a link (`problem` of `file-is-link`)': phrases.LINK_PROBLEMS,
  };
  const parts = Object.entries(lists).map(([title, words]) => {
    const rows = Object.entries(words).map(([value, text]) => [`\`${value}\``, text]);
    return `### ${title}\n\n${table(['value', 'in words'], rows)}`;
  });
  return ['## Details', ...parts].join('\n\n');
}

const BOUND_WORDS: Readonly<Record<keyof typeof BOUNDS, string>> = {
  bundleBytes: 'bytes of a bundle',
  payloadBytes: 'bytes of the signed payload',
  jsonDepth: 'levels of nested JSON',
  jsonMarks: 'objects, lists and members of a JSON text',
  resources: 'entries of a manifest (files or shards)',
  ignorePaths: 'paths that a signer leaves out',
  subjectsShown: 'subjects of a statement that a report lists',
  predicateCharacters: 'characters of a predicate that a report shows',
  typeCharacters: 'characters of a predicate’s type',
  certificates: 'certificates in a bundle',
  certificateBytes: 'bytes of a certificate',
  signatureBytes: 'bytes of a signature',
  logEntries: 'log entries',
  proofHashes: 'hashes of an inclusion proof',
  timestamps: 'timestamps',
  timestampBytes: 'bytes of a timestamp',
  checkpointCharacters: 'characters of a checkpoint',
  keyBytes: 'bytes of a key inside a bundle',
  keyIdCharacters: 'characters of a key id or hint',
  kindCharacters: 'characters of a log entry’s kind',
  logBodyBytes: 'bytes of a log entry’s body',
  pathCharacters: 'characters of a path',
  pathParts: 'parts of a path',
  files: 'files of a model, signed or not',
  pemCharacters: 'characters of a key or certificate file',
  patternCharacters: 'characters of a pattern for identities',
  chainCertificates: 'certificates from the signer’s to the root',
  chainSteps: 'issuers that are tried in search of a path',
  nameComparisons: 'comparisons of names with name constraints',
};

function bounds(): string {
  const rows = Object.entries(BOUND_WORDS).map(([key, words]) => [
    words,
    BOUNDS[key as keyof typeof BOUNDS].toLocaleString('en-GB'),
  ]);
  return `## Bounds\n\nWhat goes beyond is refused, with a reason.\n\n${table(['at most', ''], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar would end the cell, and a star or an angle bracket would be read as Markdown. */
function cell(text: string): string {
  return text.startsWith('`') ? text : text.replace(/[|*<>\\]/g, '\\$&');
}
