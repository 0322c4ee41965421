import type { JudgingStatement } from '../../lib/predicate.js';
import { counted, files } from './format.js';

/** What was signed, where that is no model's list of files. */
export const signed = {
  title: 'What was signed',
  kind: 'Kind',
  type: 'Type',
  /** In half a sentence. `name` is the field's own name for that kind of statement. */
  file: 'a signature over one file',
  statement: (fileCount: number, name: string): string => `a statement about ${files(fileCount)}: ${name}`,
  unknownStatement: (fileCount: number): string =>
    `a statement about ${files(fileCount)}, of a kind that is not known here`,
  /** How far it can be relied on. */
  standing: {
    invalid: 'The signature does not fit, so nothing of this can be relied on.',
    notChecked: 'The signature was not checked: this is only what the signature file says.',
    file: 'The signature is over the bytes of one file. It gives the file no name, and says nothing about it.',
    statement: 'What a statement says is its signer’s word. Whether it is true was not checked.',
    untrusted: 'And nothing that you trust vouches for this signer.',
    different: 'And the signer is not whom you expect.',
  },
  theFile: 'The file',
  theFiles: 'The files that it is about',
  withDigests: (fileCount: number): string => `${files(fileCount)} with their digests`,
  unnamedFile: 'A file without a name',
  inSignersWords: 'In the signer’s words',
  saysNothing: 'The statement says nothing beyond that.',
  statementText: 'What the statement says',
  statementJson: 'What the statement says, as JSON',
};

const JUDGING: Readonly<Record<JudgingStatement, string>> = {
  'test-result': 'a test result',
  'verification-summary': 'a verification summary',
};

/** The few words of a statement that people look for first. */
export const predicate = {
  /** A statement that passes judgement on its files; what it says against them. */
  warning: {
    tooLong: (kind: JudgingStatement): string =>
      `What was signed is ${JUDGING[kind]}, and it is too long for its result to be read here.`,
    noResult: (kind: JudgingStatement): string => `What was signed is ${JUDGING[kind]}. It states no result.`,
    says: (kind: JudgingStatement, term: string, value: string): string =>
      `What was signed is ${JUDGING[kind]}. ${term}: ${value}.`,
  },
  notStated: 'not stated',
  builder: 'Builder',
  buildKind: 'Kind of build',
  builtFrom: 'Built from',
  itsDigest: 'Its digest',
  repository: 'Repository',
  ref: 'Ref',
  workflow: 'Workflow',
  run: 'Run',
  result: 'Result',
  passed: 'Tests that passed',
  warned: 'Tests with a warning',
  failed: 'Tests that failed',
  verifier: 'Verifier',
  policy: 'Policy',
  package: 'Package',
  version: 'Version',
  name: 'Name',
  lists: 'Lists',
  about: 'About',
  tests: (count: number): string => counted(count, 'test'),
  packages: (count: number): string => counted(count, 'package'),
  components: (count: number): string => counted(count, 'component'),
};
