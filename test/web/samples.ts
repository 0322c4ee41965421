/** One call of every text that is a function. A new one has to get its own here, or this does not compile. */
import { foreign } from '../../web/lib/sentence.js';
import type { Catalogue } from '../../web/text/english.js';

type IsText<T> = T extends (...values: never) => unknown
  ? false
  : T extends string | readonly unknown[]
    ? true
    : T extends object
      ? IsText<T[keyof T]> extends true
        ? true
        : false
      : true;

export type Samples<T> = {
  readonly [Key in keyof T as IsText<T[Key]> extends true ? never : Key]: T[Key] extends (
    ...values: infer Values
  ) => unknown
    ? Readonly<Values>
    : Samples<T[Key]>;
};

const NAME = 'name-of-somebody';
const PATTERN = 'pattern-of-somebody';
const who = { is: 'identity', identity: NAME, issuer: 'issuer-of-somebody' } as const;
const paths = [foreign('a/b.bin', 'mono'), ', ', foreign('c.bin', 'mono')];

const letter = {
  model: NAME,
  signer: 'signer-of-somebody',
  issuer: 'issuer-of-somebody',
  expected: 'expected-of-somebody',
  expectedIssuer: 'other-issuer-of-somebody',
  files: ['file-of-somebody'],
  reasons: ['reason-of-ours'],
  signatureDigest: 'digest-of-it',
  checkedAt: '5 March',
  tool: 'touchstone 1.2.3',
};

export const samples: Samples<Catalogue> = {
  format: {
    count: [12345],
    bytes: [1234],
    percent: [42],
    rate: [3.5 * 2 ** 20],
    duration: [3900],
    time: ['2026-03-05T14:03:00Z'],
    date: ['2026-03-05T14:03:00Z'],
    days: [12],
    and: [['a', 'b', 'c']],
    or: [['a', 'b', 'c']],
  },
  page: {
    about: ['1.2.3'],
    announced: { ready: [12], verdict: ['word', 'heard'] },
  },
  problems: {
    tooMuchDropped: { detail: [2, 3] },
    sample: { status: [404, '/sample/x'] },
  },
  connected: { host: [NAME], button: [NAME], done: [17] },
  embed: { allowed: [NAME] },
  reading: { soFar: [12] },
  claims: {
    chosen: [NAME, 2],
    size: [2, 1234],
    which: [2],
    bySigstore: [NAME, 'issuer-of-somebody'],
    byCertificate: [NAME],
    byKey: [NAME],
    saysFiles: [2, '5 March'],
    saysKind: ['kind-of-it', null],
    judged: ['Verified', '5 March'],
    type: ['https://type.example'],
    leavesOut: [paths, 3],
    signatureFile: ['model.sig'],
    liesIn: [NAME, true],
    onlyFolder: [NAME],
  },
  identity: { example: [PATTERN] },
  field: { unseen: [NAME], removeNamed: [NAME] },
  sigstores: {
    ofSample: ['trusted_root.json'],
    said: { installed: [NAME], removed: [NAME, true], back: [NAME, true] },
    look: [NAME],
  },
  install: { full: [20], says: ['file.json'], names: { long: [60] } },
  checking: { filesDone: [3, 12], of: ['3', '12'] },
  verdict: {
    othersToo: [2],
    leftovers: [['system-leftover', 'signature'], paths, 2],
  },
  rows: { evidenceFor: ['row-of-ours'] },
  filesRow: {
    all: [12],
    leftOut: [2],
    matching: [3, 12],
    byDigest: [3, 12],
    some: [3, 12],
    onlyChecked: [3],
    different: [{ changed: 1, missing: 2, unsigned: 3, unreadable: 4 }],
    moved: [2],
    claim: { all: [12], tolerated: [12], some: [3, 12], onlyCompared: [3] },
  },
  signatureRow: { question: ['statement'], fits: ['statement'] },
  signerRow: {
    isExpected: [who],
    isInPattern: [who, PATTERN],
    isVouchedFor: [who],
    notCompared: [who],
    notYours: [who],
    names: [who],
    isUntrusted: [who],
    installed: [NAME],
    pinned: [NAME, true, true],
    notInPattern: [who, PATTERN],
    otherCertificate: [who],
    otherCa: [who],
    other: [who],
  },
  timeRow: { byLog: ['5 March'], byAuthority: ['5 March'] },
  evidence: {
    files: [12],
    size: [12, 1234],
    ofEachFile: [['sha256', 'sha512']],
    ofEachPart: ['sha256', 1234],
    installed: [NAME],
    rootOrigin: ['2026-03-05T14:03:00Z', 42, 17, 'repository-of-somebody'],
    fromTo: ['then', 'now'],
    algorithms: ['ECDSA P-256', 'ECDSA with SHA-256'],
    inclusions: [['promise', 'proof']],
  },
  signed: {
    statement: [2, 'SLSA provenance v1'],
    unknownStatement: [2],
    withDigests: [2],
  },
  predicate: {
    warning: {
      tooLong: ['test-result'],
      noResult: ['verification-summary'],
      says: ['test-result', 'term', NAME],
    },
    tests: [1234],
    packages: [2],
    components: [2],
  },
  fileList: {
    all: [12],
    found: [3, 12],
    digestOf: ['a/b.bin'],
    foundAs: ['a/b.bin'],
    looksLike: ['signature'],
    shards: [2, 3, 1234],
    more: [12],
  },
  extent: {
    moreLeftOut: [2],
    by: { standard: ['rule'], bundle: [], signer: ['rule'], person: ['rule'] },
  },
  more: { inReport: [2], linesInReport: [2], nowhere: [2], characters: [2] },
  save: { checked: ['5 March', '3 s', '1.2.3'] },
  print: {
    byIdentity: [NAME, 'issuer-of-somebody'],
    byCertificate: [NAME, 'digest-of-it'],
    byKey: ['digest-of-it'],
    at: ['5 March', '3 s'],
    more: [2],
  },
  controls: { notVerified: ['Files differ'] },
  record: { verify: ['name-of-somebody.json'] },
  browse: {
    onlyTrouble: [2],
    folder: [12],
    trouble: [2],
    copyDigest: [NAME],
    copySigned: [NAME],
    copyHere: [NAME],
  },
  next: {
    whoExpected: [NAME],
    whoFitsPattern: [NAME, PATTERN],
    whoVouchedFor: [NAME],
    whoNotCompared: [NAME],
    whoDifferent: [NAME],
    whoClaimed: [NAME],
    whoNames: [NAME],
    whoOtherIssuer: [NAME, 'issuer-of-somebody'],
    whoKey: { unproven: [NAME] },
    calledSignature: ['model.sig'],
    letters: {
      'signer-unconfirmed': [letter],
      'signer-untrusted': [letter],
      'files-mismatch': [letter],
      'signer-mismatch': [letter],
      'signature-invalid': [letter],
      unsigned: [letter],
      'could-not-check': [letter],
    },
  },
  raw: { tooLong: [12345] },
  about: { shortBuild: ['0123456789ab'], handed: { name: [NAME] } },
  organisation: {
    lastSeen: ['2026-03-05T12:00:00Z'],
    used: [NAME],
    ofYou: ['2026-01-01T00:00:00Z'],
    entry: [
      {
        id: 'entry-of-somebody',
        scope: { kind: 'models', names: [NAME] },
        signers: [{ method: 'key', publicKey: '' }],
        requires: {
          log: false,
          timestamp: false,
          hashAlgorithms: null,
          signatureAlgorithms: null,
          fileTypes: null,
          deniedFileTypes: [],
        },
        validFrom: null,
        validUntil: null,
      },
    ],
    more: [2],
    period: ['2026-01-01T00:00:00Z', null],
    signedBy: [NAME],
    replaces: [NAME],
    offered: [NAME],
    refused: [NAME],
    choice: { label: [NAME] },
  },
  basis: {
    same: [NAME, '5 March'],
    sameClaim: [NAME, '5 March'],
    other: [NAME, '5 March'],
    stated: [NAME, 'entry-of-somebody'],
    silent: [NAME],
    claimed: { host: { term: ['term'] }, link: { term: ['term'] } },
    record: {
      pin: [NAME, '5 March'],
      claim: [NAME, '5 March'],
      organisation: [NAME, 'entry-of-somebody', 'digest-of-it'],
    },
  },
  remember: {
    since: [NAME, 'signer-of-somebody', '2026-01-01T00:00:00Z'],
    signer: {
      identity: [NAME, 'issuer-of-somebody'],
      pattern: [PATTERN, 'issuer-of-somebody'],
      certificate: [NAME],
      fingerprint: ['abcd'],
    },
    damaged: [2],
    scopes: { model: [NAME] },
    saved: [NAME],
    already: { confirmed: [NAME, '2026-01-01T00:00:00Z'], claim: [NAME, '2026-01-01T00:00:00Z'] },
    rotation: { text: [NAME] },
    last: {
      at: ['2026-01-01T00:00:00Z', 'verified'],
      partly: [2],
      changed: [2],
      appeared: [2],
      gone: [2],
      more: [2],
    },
    recent: { used: ['2026-01-01T00:00:00Z'] },
  },
  pictures: { validity: ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'] },
  memory: {
    removed: [NAME],
    restored: [NAME],
    pins: {
      count: [2],
      full: [500],
      until: ['5 March', '6 March'],
      imported: ['5 March'],
      nameProblem: [100],
    },
    history: {
      keepNote: [2000],
      found: [2, 12],
      key: ['fingerprint-of-somebody'],
      files: [12],
      reportOf: [NAME],
      clearAsk: [2],
    },
    recorded: { dropped: [2000] },
    folders: { note: [50], used: ['5 March'] },
    transfer: {
      own: [2],
      exported: [2, 12],
      withoutReport: [2],
      from: ['5 March'],
      newPins: [2],
      knownPins: [2],
      conflicts: [2],
      conflict: [NAME, 'other-of-somebody'],
      newChecks: [12],
      knownChecks: [12],
      otherChecks: [12],
      tooMany: [2],
      pinsTooMany: [2],
      done: [2, 12],
      dropped: [2],
    },
    storage: { used: [1234, 2 ** 30] },
    damaged: { technical: ['at-of-somebody', 'problem-of-somebody'] },
    detail: ['detail-of-somebody'],
  },
  trust: {
    embedded: ['2026-03-05T14:03:00Z'],
    refreshed: ['2026-03-05T14:03:00Z', 'repository-of-somebody'],
    stale: [42],
    over: ['2026-03-05T14:03:00Z'],
    ageOf: [42],
    versionsOf: [3, 4, 5],
    period: ['2026-03-05T14:03:00Z', null],
    key: ['ECDSA P-256', 'digest-of-it'],
    since: ['2026-03-05T14:03:00Z'],
    update: { asking: ['file-of-somebody'], done: [17] },
  },
  report: {
    what: [NAME, 2, 1234],
    unlisted: [2],
    more: [2],
    checkedAt: ['5 March', 'touchstone 1.2.3'],
  },
};
