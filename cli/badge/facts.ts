import {
  type Colour,
  type ListingSource,
  quote,
  type Report,
  type SignerFacts,
  VERSION,
  type VerdictCode,
} from '../../src/index.js';

/** For a sentence: in quotation marks where it has to be. */
interface SignerName {
  readonly short: string;
  readonly whole: string;
}

/** All that a badge tells. The name, the host and the address are somebody else's words. */
export interface BadgeFacts {
  readonly verdict: VerdictCode;
  /** Who signed, as the bundle says; null where nobody is known. */
  readonly signer: SignerName | null;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly source: ListingSource;
  readonly remote: { readonly host: string; readonly address: string } | null;
  /** SHA-256, hex, of the model; null where there is none. */
  readonly rootDigest: string | null;
  /** Files that match. */
  readonly matching: number;
  /** Files that do not count by the word of whoever asked. */
  readonly leftOut: number;
  /** What made the report. */
  readonly version: string;
  /** It comes out of a file, whoever wrote that. */
  readonly isStored: boolean;
}

export function factsOf({ verdict, signer, checkedAt, model, manifest, rows, leftOut }: Report): BadgeFacts {
  const { source, remote } = model;
  return {
    verdict: verdict.code,
    signer: signer === null ? null : nameOf(signer),
    checkedAt,
    source,
    remote: remote === undefined ? null : { host: remote.host, address: remote.address },
    rootDigest: manifest?.rootDigest ?? null,
    matching: rows.files.matching,
    leftOut: leftOut.filter(({ by }) => by === 'person').length,
    version: VERSION,
    isStored: false,
  };
}

type Named =
  | Pick<Extract<SignerFacts, { method: 'sigstore' }>, 'method' | 'identity'>
  | (Pick<Extract<SignerFacts, { method: 'certificate' }>, 'method' | 'subject'> & {
      readonly certificate: { readonly fingerprint: string };
    })
  | Pick<Extract<SignerFacts, { method: 'key' }>, 'method' | 'fingerprint' | 'hint'>;

/** Null where it has no name at all. */
export function nameOf(signer: Named): SignerName | null {
  switch (signer.method) {
    case 'sigstore':
      return named(signer.identity);
    case 'certificate':
      return signer.subject === ''
        ? byDigest('certificate', signer.certificate.fingerprint)
        : named(signer.subject);
    case 'key': {
      const fingerprint = signer.fingerprint ?? signer.hint;
      return fingerprint === null ? null : byDigest('key', fingerprint);
    }
  }
}

const named = (name: string): SignerName => ({ short: quote(cut(name)), whole: quote(name) });

/** A hint is free text until it is compared. */
function byDigest(what: string, digest: string): SignerName {
  const isDigest = /^[0-9a-f]{64}$/u.test(digest);
  return {
    short: `${what} ${isDigest ? `${digest.slice(0, 16)}…` : quote(cut(digest))}`,
    whole: `${what} ${quote(digest)}`,
  };
}

export const COLOUR_OF: Readonly<Record<VerdictCode, Colour>> = {
  'could-not-check': 'grey',
  unsigned: 'grey',
  'signature-invalid': 'red',
  'signer-mismatch': 'red',
  'files-mismatch': 'red',
  partial: 'amber',
  'signer-untrusted': 'amber',
  'signer-unconfirmed': 'amber',
  verified: 'green',
};

/** What is shown, piece by piece: somebody else's name is a piece of its own, so that it cannot reorder ours. */
export function badgePieces(facts: BadgeFacts): readonly string[] {
  const day = facts.checkedAt.slice(0, 10);
  const more = [
    ...(facts.leftOut === 0
      ? []
      : [facts.leftOut === 1 ? '1 file left out' : `${String(facts.leftOut)} files left out`]),
    facts.verdict === 'verified' ? `${HOW[facts.source] ?? 'checked'} ${day}` : day,
    ...(facts.isStored ? ['as a report says'] : []),
  ].join(' · ');
  const name = facts.signer?.short ?? 'a key without a name';
  switch (facts.verdict) {
    case 'verified':
      return ['signed by', name, `· ${more}`];
    case 'signer-unconfirmed':
      return ['signature by', name, `, not confirmed · ${more}`];
    case 'signer-untrusted':
      return ['signature by', name, `, whom nothing vouches for · ${more}`];
    case 'partial':
      return [
        'signature by',
        name,
        facts.source === 'hub-listing'
          ? `, files not fetched · ${more}`
          : `, not all files checked · ${more}`,
      ];
    case 'files-mismatch':
      return [`files differ from what was signed · ${more}`];
    case 'signer-mismatch':
      return [`signed by somebody else than expected · ${more}`];
    case 'signature-invalid':
      return [`does not fit its contents · ${more}`];
    case 'unsigned':
      return [`none found · ${more}`];
    case 'could-not-check':
      return [`not checked · ${more}`];
  }
}

/** On a disk they are just checked. */
const HOW: Partial<Record<ListingSource, string>> = {
  streamed: 'streamed and checked',
  digest: 'digest checked',
};

/** For whoever asks the picture for more. Not escaped. */
export function badgeDetails(facts: BadgeFacts): string {
  const { checkedAt, remote, rootDigest, source, version, matching, isStored, signer } = facts;
  const where = { streamed: 'as a host sent them', 'hub-listing': 'not fetched; only what a host lists' };
  const files =
    source === 'streamed' || source === 'hub-listing'
      ? where[source]
      : source === 'digest'
        ? 'by a digest'
        : 'on a disk';
  return [
    `Checked ${checkedAt} by touchstone ${version}.`,
    ...(signer === null ? [] : [`Signer: ${signer.whole}.`]),
    `Files: ${files}${source === 'hub-listing' ? '' : `; ${String(matching)} match`}.`,
    ...(remote === null ? [] : [`Model: ${quote(remote.address)}, from ${quote(remote.host)}.`]),
    ...(rootDigest === null ? [] : [`Root digest: sha256:${rootDigest}.`]),
    ...(isStored ? ['Drawn from a stored report, which was not checked again.'] : []),
    'A picture proves nothing: check for yourself. A signature says who vouches for these bytes, not that the model behaves well.',
  ].join(' ');
}

/** Both ends are shown: which of them tells a stranger depends on the name. */
const MAX_NAME = 64;
const SHOWN = { first: 36, last: 27 };

function cut(name: string): string {
  if (name.length <= MAX_NAME) return name;
  // As whole characters; no more of a name is looked at than is shown.
  const first = Array.from(name.slice(0, 2 * SHOWN.first)).slice(0, SHOWN.first);
  const last = Array.from(name.slice(-2 * SHOWN.last)).slice(-SHOWN.last);
  return `${first.join('')}…${last.join('')}`;
}
