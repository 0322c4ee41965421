import type { DifferentFiles, SignedThing, SignerName } from '../../lib/rows.js';
import { counted, files, format } from './format.js';

/** The four things that are checked. What others wrote comes quoted. */
export const rows = {
  title: 'What was checked',
  evidence: 'Evidence',
  /** For those who hear it without its surroundings. */
  evidenceFor: (row: string): string => `for ${row}`,
  notChecked: 'Not checked',
};

const WERE = (count: number): string => (count === 1 ? 'was' : 'were');

export const filesRow = {
  title: 'Files',
  question: 'Are the bytes here the ones that were signed?',
  match: 'Match',
  differ: 'Differ',
  partly: 'Partly checked',
  notChecked: 'No file was compared.',
  all: (signed: number): string =>
    signed === 1
      ? 'The one signed file was found, and it is byte for byte what was signed.'
      : `All ${format.count(signed)} signed files were found, and they are byte for byte what was signed.`,
  leftOut: (others: number): string => `${counted(others, 'other')} ${WERE(others)} left out.`,
  matching: (matching: number, signed: number): string =>
    `${format.count(matching)} of ${counted(signed, 'signed file')} ${matching === 1 ? 'matches' : 'match'}.`,
  byDigest: (matching: number, signed: number): string =>
    `By digest, ${filesRow.matching(matching, signed)} Under which names they go here was not checked.`,
  some: (checked: number, signed: number): string =>
    checked === 1
      ? `1 of ${counted(signed, 'signed file')} was checked; it matches.`
      : `${format.count(checked)} of ${counted(signed, 'signed file')} were checked; they match.`,
  onlyChecked: (checked: number): string =>
    `Only ${format.count(checked)} ${WERE(checked)} checked, as you asked.`,
  different: ({ changed, missing, unsigned, unreadable }: DifferentFiles): string => {
    const kinds = [
      [changed, 'changed'],
      [missing, 'missing'],
      [unsigned, 'not signed'],
      [unreadable, 'unreadable'],
    ] as const;
    const parts = kinds
      .filter(([number]) => number > 0)
      .map(([number, word]) => `${format.count(number)} ${word}`);
    return `Different from what was signed: ${format.and(parts)}.`;
  },
  moved: (moved: number): string => `${files(moved)} did not hold still: written to during the check.`,
  something: 'Something differs from what was signed.',
  /** Of what a claim about files says. */
  claim: {
    alone: 'The file is byte for byte what was signed.',
    one: 'One file is byte for byte what was signed.',
    all: (matching: number): string =>
      `All ${format.count(matching)} files are byte for byte what was signed.`,
    tolerated: (matching: number): string =>
      `${format.count(matching)} files are byte for byte what was signed.`,
    differs: 'The file is not what was signed.',
    some: (matching: number, compared: number): string =>
      `${format.count(matching)} of ${files(compared)} ${matching === 1 ? 'is' : 'are'} what was signed.`,
    onlyCompared: (compared: number): string =>
      `Only ${format.count(compared)} ${WERE(compared)} compared, as you asked.`,
  },
};

/** What a signature is over. Whether the files here are those is the other row's. */
const THINGS: Readonly<Record<SignedThing, { readonly name: string; readonly it: string }>> = {
  model: { name: 'the list of files', it: 'the list' },
  file: { name: 'the digest of the file', it: 'the digest' },
  statement: { name: 'the statement', it: 'the statement' },
  unknown: { name: 'what was signed', it: 'it' },
};

export const signatureRow = {
  title: 'Signature',
  question: (thing: SignedThing): string => `Does the signature fit ${THINGS[thing].name}?`,
  valid: 'Fits',
  fits: (thing: SignedThing): string =>
    `The signature fits ${THINGS[thing].name} exactly; ${THINGS[thing].it} was not altered after it was signed.`,
  invalid: 'Does not fit',
  doesNotFit: 'The signature, or a proof that belongs to it, does not fit. Nothing in it can be relied on.',
  notChecked: 'Whether the signature fits was not checked.',
};

/** Who the signature says signed, in half a sentence. */
function nameOf(name: SignerName): string {
  switch (name.is) {
    case 'nobody':
      return 'nobody';
    case 'identity':
      return `${name.identity}, confirmed by ${name.issuer}`;
    case 'subject':
      return name.subject;
    case 'unnamed':
      return 'a certificate without a name';
    case 'key':
      return 'the holder of a key';
  }
}

/** The same where nobody that the person trusts has confirmed anything. */
function claimOf(name: SignerName): string {
  return name.is === 'identity' ? name.identity : nameOf(name);
}

export const signerRow = {
  title: 'Signer',
  question: 'Who signed, and is that whom you expect?',
  expected: 'Expected',
  fitsPattern: 'Fits your pattern',
  vouchedFor: 'Vouched for',
  namedNobody: 'You named nobody',
  untrusted: 'Not trusted',
  different: 'Different',
  isExpected: (name: SignerName): string => `Signed by ${nameOf(name)}. That is exactly whom you expect.`,
  isInPattern: (name: SignerName, pattern: string): string =>
    `Signed by ${nameOf(name)}. The identity fits your pattern ${pattern}; everybody else who fits it would have passed too.`,
  withKey: 'Made with the private key that belongs to the expected public key.',
  isVouchedFor: (name: SignerName): string =>
    `Signed by ${nameOf(name)}. An expected authority vouches for this name; no particular one was asked for.`,
  notCompared: (name: SignerName): string =>
    `Signed by ${nameOf(name)}. You have not said whom you expect, so this was compared with nothing.`,
  /** Only somebody else said whom to expect; a sentence about that follows. */
  notYours: (name: SignerName): string => `Signed by ${nameOf(name)}. You have not said whom you expect.`,
  names: (name: SignerName): string => `The signature names ${nameOf(name)}.`,
  isUntrusted: (name: SignerName): string =>
    `The signature says that it is by ${claimOf(name)}. Nothing that you trust vouches for that.`,
  notChecked: 'Who signed was not checked.',
  /** A Sigstore that is not everybody's. */
  installed: (sigstore: string): string =>
    `What vouches for this is the Sigstore ${sigstore}, installed by you.`,
  /** What else the person wanted of the certificates, and has. */
  pinned: (alternativeName: string | null, leaf: boolean, intermediate: boolean): string => {
    const pins = [
      ...(alternativeName === null ? [] : [`the alternative name ${alternativeName}`]),
      ...(leaf ? ['the fingerprint of the signer’s certificate'] : []),
      ...(intermediate ? ['the fingerprint of an intermediate CA'] : []),
    ];
    return `What you pinned fits: ${format.and(pins)}.`;
  },
  otherKey: 'The signature says that it was made with another key than the one that you supplied.',
  notInPattern: (name: SignerName, pattern: string): string =>
    `The signature names ${nameOf(name)}. The identity does not fit your pattern ${pattern}.`,
  otherCertificate: (name: SignerName): string =>
    `The signature names ${nameOf(name)}, but with another certificate than you pinned.`,
  otherCa: (name: SignerName): string =>
    `The signature names ${nameOf(name)}, but not by way of the CA that you pinned.`,
  other: (name: SignerName): string => `The signature names ${nameOf(name)}. That is not whom you expect.`,
};

export const timeRow = {
  title: 'Time',
  question: 'When was it signed, and what proves it?',
  proven: 'Proven',
  byLog: (time: string): string => `A log of the Sigstore that was asked recorded the signature on ${time}.`,
  byAuthority: (time: string): string => `A timestamp authority recorded the signature on ${time}.`,
  notProven: 'Not proven',
  nothingProves: 'Nothing independent proves when it was signed.',
  notChecked: 'When it was signed was not checked.',
};
