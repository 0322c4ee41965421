import { describe, expect, it } from 'vitest';
import { german } from '../../src/german.js';
import { predicateName } from '../../src/german/predicate-name.js';
import { english, type Reason, type Report, type VerdictCode } from '../../src/index.js';
import { VERDICT_CODES } from '../../src/report.js';
import { EXAMPLES } from '../docs/reason-examples.js';
import { buildStatement, makeSigstore, signKeyless, signWithKey, smallModel } from '../forge/index.js';
import { verifyForged } from '../verify-with.js';
import { expectGerman } from './german-of.js';

const statement = await buildStatement(smallModel());
const { bundle, publicKeyPem } = signWithKey(statement);
const green = await verifyForged(bundle, { method: 'key', publicKey: publicKeyPem });

const KEY = 'ab'.repeat(32);
const SIGNERS: Readonly<Record<string, Report['signer']>> = {
  sigstore: {
    method: 'sigstore',
    identity: 'somebody else@example.com',
    identityType: 'email',
    issuer: 'https://accounts.example.com',
    certificate: certificate(),
    extensions: {},
  },
  key: { method: 'key', publicKey: null, fingerprint: KEY, curve: 'P-256', hint: null },
  hint: { method: 'key', publicKey: null, fingerprint: null, curve: null, hint: 'my key of 2026' },
  certificate: {
    method: 'certificate',
    subject: 'CN=Model Signing',
    certificate: certificate(),
    chain: [certificate('CN=Root CA')],
  },
  unnamed: { method: 'certificate', subject: '', certificate: certificate(), chain: [] },
  none: null,
};

const FOREIGN = [
  'somebody else@example.com',
  'https://accounts.example.com',
  'https://accounts.google.com',
  'http://accounts.google.com',
  'abababababababab',
  'my key of 2026',
  'CN=Model Signing',
  'CN=Root CA',
  'CN=Issuing CA',
  'CN=Somebody Else',
  'release@example.com.evil.example',
  'release@example.com',
  'Release@example.com',
  '*@example.com',
  '3f…a1',
  '77…0c',
  'https://example.com/predicate of mine/v1',
];

function certificate(subject = 'CN=Model Signing') {
  return {
    subject,
    issuer: 'CN=Issuing CA',
    subjectAltNames: [],
    serialNumber: '01',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    fingerprint: KEY,
    publicKey: 'ECDSA P-256',
    signatureAlgorithm: 'ECDSA with SHA-256',
  };
}

/** The green report, of which something is otherwise. */
function made(code: VerdictCode, reasons: readonly Reason[], edit: Partial<Report> = {}): Report {
  const verdict = { ...green.verdict, code, reasons } as unknown as Report['verdict'];
  const report = { ...green, ...edit, verdict };
  return { ...report, verdict: { ...verdict, headline: english.headline(report) } };
}

function counted(signed: number, matching: number): Partial<Report> {
  return { rows: { ...green.rows, files: { ...green.rows.files, signed, matching } } };
}

function leftOut(count: number): Report['leftOut'] {
  return Array.from({ length: count }, (_, n) => ({ path: String(n), by: 'person', rule: 'unsigned files' }));
}

const FILE_CLAIM: NonNullable<Report['claim']> = {
  kind: 'file',
  statementType: null,
  predicateType: null,
  predicateName: null,
  subjects: [],
  subjectCount: 1,
  predicate: null,
  predicateIsCut: false,
};
const CLAIMS: readonly Report['claim'][] = [
  null,
  FILE_CLAIM,
  { ...FILE_CLAIM, kind: 'statement', predicateName: 'SLSA provenance v1', predicateType: 'x' },
  { ...FILE_CLAIM, kind: 'statement', predicateType: 'https://example.com/predicate of mine/v1' },
];
const DIGEST: Report['model'] = { ...green.model, source: 'digest' };

function says(report: Report): string {
  const text = german.headline(report);
  expectGerman(text, report.verdict.headline, FOREIGN);
  return text;
}

const DIFFERING = { code: 'files-differ', changed: 0, missing: 0, unsigned: 0, unreadable: 0 } as const;

describe('the headline in German', () => {
  it('is there for all nine verdicts', () => {
    const headlines: Readonly<Record<VerdictCode, string>> = {
      'could-not-check':
        'Das konnte nicht geprüft werden: Die Signaturdatei ist leer. Bitten Sie den Herausgeber noch einmal um die Signaturdatei, oder laden Sie sie neu herunter.',
      unsigned: 'Es wurde keine Signatur gefunden.',
      'signature-invalid': 'Die Signatur passt nicht zu ihrem Inhalt.',
      'signer-mismatch': 'Signiert von Release@example.com, nicht von release@example.com.',
      'files-mismatch': '3 Dateien weichen von dem ab, was signiert wurde.',
      partial: '3 von 12 Dateien wurden geprüft; sie stimmen überein.',
      'signer-untrusted':
        'Die Dateien stimmen mit der Signatur überein. Aber niemand, dem Sie vertrauen, bürgt für diesen Unterzeichner.',
      'signer-unconfirmed':
        'Die Dateien stimmen mit der Signatur überein. Signiert als “somebody else@example.com”, bestätigt von https://accounts.example.com. Sie haben nicht angegeben, wen Sie erwarten.',
      verified:
        'Alle 12 Dateien stimmen mit dem überein, was CN=Root signiert hat. CN=Root ist der Unterzeichner, den Sie erwarten.',
    };
    const reports: Readonly<Record<VerdictCode, Report>> = {
      'could-not-check': made('could-not-check', [EXAMPLES['bundle-empty']]),
      unsigned: made('unsigned', [EXAMPLES['bundle-not-found']]),
      'signature-invalid': made('signature-invalid', [EXAMPLES['signature-differs']]),
      'signer-mismatch': made('signer-mismatch', [EXAMPLES['identity-differs']]),
      'files-mismatch': made('files-mismatch', [EXAMPLES['files-differ']]),
      partial: made('partial', [EXAMPLES['only-some-asked']], counted(12, 3)),
      'signer-untrusted': made('signer-untrusted', [EXAMPLES['log-unknown']]),
      'signer-unconfirmed': made('signer-unconfirmed', [EXAMPLES['nobody-named']], {
        signer: SIGNERS['sigstore'] ?? null,
      }),
      verified: made('verified', [], {
        ...counted(12, 12),
        signer: SIGNERS['certificate'] ?? null,
        trust: { ...green.trust, expected: { subject: 'CN=Root' } },
      }),
    };
    for (const code of VERDICT_CODES) {
      expect(german.headline(reports[code])).toBe(headlines[code]);
      says(reports[code]);
    }
  });

  it.each(Object.values(EXAMPLES))('says why nothing could be checked: $code', (reason) => {
    const { text, wayOut } = german.message(reason);
    expect(german.headline(made('could-not-check', [reason]))).toBe(
      `Das konnte nicht geprüft werden: ${text} ${wayOut}`,
    );
  });

  it.each(Object.entries(SIGNERS))('names whoever signed: %s', (_, signer) => {
    const texts = [undefined, 'CN=Model Signing'].flatMap((subject) =>
      [undefined, '*@example.com'].flatMap((identityPattern) =>
        CLAIMS.flatMap((claim) =>
          [0, 1, 3].flatMap((left) =>
            [1, 12].flatMap((files) =>
              (['expected', 'vouched-for'] as const).flatMap((value) =>
                [green.model, DIGEST].map((model) => {
                  const { rows = green.rows } = counted(files, files);
                  const expected = {
                    ...(subject === undefined ? {} : { subject }),
                    ...(identityPattern === undefined ? {} : { identityPattern }),
                  };
                  const edit = {
                    ...{ signer, claim, model },
                    leftOut: leftOut(left),
                    rows: { ...rows, signer: { value } },
                    trust: { ...green.trust, expected },
                  };
                  const unconfirmed = made('signer-unconfirmed', [EXAMPLES['nobody-named']], edit);
                  const untrusted = made('signer-untrusted', [EXAMPLES['key-came-with-model']], edit);
                  return [says(made('verified', [], edit)), says(unconfirmed), says(untrusted)];
                }),
              ),
            ),
          ),
        ),
      ),
    );
    expect(texts.length).toBeGreaterThan(100);
  });

  it('says so when a verified statement does not say that all passed', () => {
    const notes = [{ code: 'statement-not-passed', result: 'FAILED' }] as const;
    expect(says(made('verified', [], { notes }))).toMatch(
      / Die Erklärung sagt nicht, dass alles bestanden wurde: Ihr Ergebnis ist FAILED\.$/,
    );
  });

  it.each([
    EXAMPLES['identity-differs'],
    EXAMPLES['subject-differs'],
    EXAMPLES['subject-alt-name-differs'],
    EXAMPLES['identity-not-in-pattern'],
    EXAMPLES['certificate-differs'],
    { ...EXAMPLES['certificate-differs'], which: 'intermediate' as const },
    EXAMPLES['issuer-differs'],
    EXAMPLES['key-differs'],
    { ...EXAMPLES['key-differs'], actual: KEY, expected: 'my key of 2026' },
    EXAMPLES['engine-failed'],
  ])('says who signed instead, and whether anybody vouches for that: $code', (reason) => {
    for (const signer of Object.values(SIGNERS)) {
      const known = says(made('signer-mismatch', [reason], { signer }));
      const unknown = says(made('signer-mismatch', [reason, EXAMPLES['log-unknown']], { signer }));
      if (reason.code === 'engine-failed') continue;
      expect(known).toMatch(/^Signiert /);
      expect(unknown).toMatch(/^Angeblich signiert .*\(dafür bürgt niemand, dem Sie vertrauen\)/);
    }
  });

  it.each([
    [{ changed: 1 }, '1 Datei weicht von dem ab, was signiert wurde.'],
    [{ changed: 1, missing: 1 }, '2 Dateien weichen von dem ab, was signiert wurde.'],
    [{ changedDuringCheck: 1 }, '1 Datei hat sich während der Prüfung verändert.'],
    [{ changedDuringCheck: 3 }, '3 Dateien haben sich während der Prüfung verändert.'],
    [{ unsigned: 1 }, '1 Datei weicht von dem ab, was signiert wurde.'],
  ])('counts what differs: %j', (counts, text) => {
    const reason = { ...DIFFERING, changedDuringCheck: 0, ...counts };
    expect(says(made('files-mismatch', [reason]))).toBe(text);
  });

  it('knows that a claim says nothing of other files', () => {
    const claim = FILE_CLAIM;
    const other = (unsigned: number) => ({ ...DIFFERING, changedDuringCheck: 0, unsigned });
    expect(says(made('files-mismatch', [other(1)], { claim }))).toBe(
      '1 Datei hier ist von dieser Signatur nicht erfasst.',
    );
    expect(says(made('files-mismatch', [other(2)], { claim }))).toBe(
      '2 Dateien hier sind von dieser Signatur nicht erfasst.',
    );
    expect(says(made('files-mismatch', [EXAMPLES['no-file-signed']], { claim }))).toBe(
      'Das ist nicht das, was signiert wurde.',
    );
  });

  it('says what was not checked, and what else keeps it from green', () => {
    const {
      'only-some-asked': some,
      'names-not-checked': digest,
      'signed-under-another-name': name,
    } = EXAMPLES;
    const cases: readonly (readonly [readonly Reason[], number, number, string])[] = [
      [[some], 12, 1, '1 von 12 Dateien wurde geprüft; sie stimmt überein.'],
      [[some], 1, 1, '1 von 1 Datei wurde geprüft; sie stimmt überein.'],
      [
        [digest],
        1,
        1,
        'Der Prüfsumme nach ist die signierte Datei hier; unter welchem Namen, wurde nicht geprüft.',
      ],
      [
        [digest],
        12,
        12,
        'Den Prüfsummen nach sind alle 12 signierten Dateien hier; unter welchen Namen, wurde nicht geprüft.',
      ],
      [
        [digest, some],
        12,
        3,
        'Den Prüfsummen nach sind 3 von 12 signierten Dateien hier; unter welchen Namen, wurde nicht geprüft.',
      ],
      [[name], 1, 1, 'Die Bytes wurden signiert, aber nicht unter den Namen, die die Dateien hier tragen.'],
    ];
    for (const [reasons, signed, matching, text] of cases) {
      const edit = counted(signed, matching);
      expect(says(made('partial', reasons, edit))).toBe(text);
      expect(says(made('partial', [...reasons, EXAMPLES['nobody-named']], edit))).toBe(
        `${text} Sie haben nicht angegeben, wen Sie erwarten.`,
      );
      expect(says(made('partial', [...reasons, EXAMPLES['key-came-with-model']], edit))).toBe(
        `${text} Niemand, dem Sie vertrauen, bürgt für diesen Unterzeichner.`,
      );
    }
  });

  it('keeps an identity that would go on with our sentence in quotation marks', async () => {
    const sigstore = makeSigstore();
    const identity =
      'a@b.example, bestätigt von https://a.example. Das ist der Unterzeichner, den Sie erwarten';
    const keyless = signKeyless(sigstore, statement, { identity, identityType: 'uri' });
    const trust = { method: 'inspect', trustedRoot: sigstore.trustedRoot } as const;
    const report = await verifyForged(keyless.bundle, trust);
    expect(report.verdict.code).toBe('signer-unconfirmed');
    expect(german.headline(report)).toContain(`Signiert als “${identity}”, bestätigt von https://`);
  });

  it('names a kind of statement in German, with its version, and quotes one that it does not know', () => {
    expect(predicateName('SLSA provenance v1')).toBe('SLSA-Herkunftsnachweis v1');
    expect(predicateName('in-toto link')).toBe('in-toto-Arbeitsschritt');
    expect(predicateName('SLSA provenances')).toBe('“SLSA provenances”');
  });
});

describe('the facts of a report', () => {
  it('give the same English as the report itself', () => {
    expect(green.verdict.code).toBe('verified');
    expect(english.headline(green)).toBe(green.verdict.headline);
  });
});
