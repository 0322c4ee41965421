import { counted } from './format.js';

/** The sheet that is printed. */
export const print = {
  button: 'Print or save as PDF',
  title: 'Record of a check',
  what: 'What',
  /** Whether it is true or not. */
  signer: 'The signature names',
  byIdentity: (identity: string, issuer: string): string => `${identity}, confirmed by ${issuer}`,
  byCertificate: (subject: string, fingerprint: string): string =>
    `${subject}, certificate with SHA-256 ${fingerprint}`,
  byKey: (fingerprint: string | null): string =>
    fingerprint === null ? 'a key, without a name' : `a key with the fingerprint ${fingerprint}`,
  when: 'When',
  /** Each as the formats have it. */
  at: (time: string, duration: string): string => `${time}, by this machine’s clock; it took ${duration}`,
  tool: 'With',
  expected: 'Expected',
  basis: 'By whose word',
  relied: 'Relied on',
  question: 'Question',
  answer: 'Answer',
  record: 'What this is',
  /** It is called what it is. */
  isRecord:
    'A record made by this tool on this machine. It says as much as you trust that machine and whoever used it. The report as JSON belongs to it and has all of it.',
  reviewed: 'Reviewed by, on',
  files: 'The files',
  path: 'Path',
  state: 'State',
  size: 'Bytes',
  digest: 'Digest',
  /** Behind what differs first. */
  more: (count: number): string => `And ${counted(count, 'more file')}, in the JSON report only.`,
};

interface Control {
  readonly name: string;
  readonly asks: string;
  /** Of a check that ended as verified. */
  readonly shows: string;
  readonly misses: string;
}

/** Which controls ask for such a check: their wording is ours. docs/evidence.md has the sources. */
export const controls = {
  title: 'For the auditor',
  introduction:
    'Controls that ask for checks of this kind, in our words: the text that binds is the catalogue’s own. A record is one piece of evidence for them, never all of it.',
  name: 'Control',
  asks: 'Asks',
  shows: 'This record shows',
  misses: 'It does not show',
  /** In the place of what a green one shows; `verdict` is its word. */
  notVerified: (verdict: string): string => `That a check was made, and how it ended: ${verdict}.`,
  sample: 'Nothing: it is a check of the sample.',
  all: {
    mds09: {
      name: 'CSA AI Controls Matrix, MDS-09: Model Signing/Ownership Verification; question MDS-09.1 of its AI-CAIQ',
      asks: 'That models are signed, and that signatures are verified whenever a model changes hands or is loaded from storage.',
      shows: 'That this signature was verified: when, by what, and whom it names.',
      misses: 'That it is done every time. Who owns the model.',
    },
    ms27005: {
      name: 'NIST AI 600-1, action MS-2.7-005',
      asks: 'To measure how reliable methods of authentication are, cryptographic signatures and checks of integrity among them, with rates of right and wrong results.',
      shows: 'One result of such a method, with what it rests on.',
      misses: 'Rates: they take many checks, of models that are known to be good or bad.',
    },
    art151: {
      name: 'EU AI Act, Regulation (EU) 2024/1689, Art. 15(1)',
      asks: 'That high-risk AI systems reach an appropriate level of accuracy, robustness and cybersecurity, and keep it throughout their lifecycle.',
      shows: 'That these files were, at that time, the ones that the named signer signed.',
      misses: 'Accuracy and robustness. Anything of the system around the model.',
    },
    art155: {
      name: 'EU AI Act, Regulation (EU) 2024/1689, Art. 15(5)',
      asks: 'Resilience against third parties who try to alter use, outputs or performance; where appropriate, measures against manipulated training data and pre-trained components, among others.',
      shows: 'That the files were not altered after they were signed.',
      misses: 'What was in them when they were signed: a poisoned model can be signed.',
    },
    iso826: {
      name: 'ISO/IEC 27002:2022, 8.26: Application security requirements',
      asks: 'That requirements of information security are identified, specified and approved when applications are developed or acquired.',
      shows: 'That integrity and origin of this model were checked, where that was a requirement.',
      misses: 'That the requirement was specified and approved.',
    },
    dm03: {
      name: 'BSI AIC4, DM-03: Traceability of the data source',
      asks: 'That the data sources that an AI service uses are documented, with their purpose.',
      shows: 'Who signed these files, and their digests: an entry for such documentation.',
      misses: 'What the model was trained on. Purposes.',
    },
    dm04: {
      name: 'BSI AIC4, DM-04: Credibility of data sources',
      asks: 'That sources for the development are assessed for credibility and usability, with their origin and their protection.',
      shows: 'The origin, by a verified signature, and that nothing changed since.',
      misses: 'Whether that source deserves to be believed. Quality.',
    },
  } satisfies Record<string, Control>,
};
