import {
  comparedName,
  confirmedBy,
  isSignatureAlone,
  isUnvouched,
  nameOf,
  signatureAlone,
  standing,
  UNVOUCHED,
  type Named,
  type SignatureAlone,
  type Standing,
} from './headline-signer.js';
import { verdictOf, type Judgement } from './judge.js';
import type { Note } from './note.js';
import type { Reason, ReasonCode } from './reason.js';
import type { Basis, Report } from './report.js';

/** A report whose verdict may still lack its headline. */
export type Judged = Omit<Report, 'verdict'> & { readonly verdict: Judgement };

/**
 * What a headline has to say, in no language yet, so that all languages say the same. Names and types in it may be the
 * attacker's: quote them.
 */
export type HeadlineFacts =
  | { readonly code: 'could-not-check'; readonly reason: Reason }
  | { readonly code: 'unsigned' }
  | { readonly code: 'signature-invalid' }
  | ({ readonly code: 'signer-mismatch' } & Mismatch)
  | { readonly code: 'files-mismatch'; readonly differing: Differing }
  | {
      readonly code: 'partial';
      readonly files: Partly;
      readonly signer: null;
      readonly signerToo: SignerToo | null;
    }
  /** No file was asked about. */
  | {
      readonly code: 'partial';
      readonly files: null;
      readonly signer: SignatureAlone;
      /** What a host says of its own files; null where it was not asked. */
      readonly reported: Reported | null;
      readonly signerToo: SignerToo | null;
    }
  | { readonly code: 'signer-untrusted'; readonly files: Matching; readonly lacking: Lacking | null }
  /** `confirmedBy`: the issuer; null where there is none. */
  | {
      readonly code: 'signer-unconfirmed';
      readonly files: Matching;
      readonly name: Named;
      readonly confirmedBy: string | null;
      readonly basis: Basis;
    }
  | ({ readonly code: 'verified' } & Verified);

export interface Mismatch {
  /** Else nobody whom the person trusts has confirmed the name, so it stays a claim. */
  readonly isVouched: boolean;
  readonly name: Named;
  readonly reason: MismatchReason | null;
}

export type MismatchReason = Extract<Reason, { code: (typeof MISMATCHES)[number] }>;

/** The signer is whom an organisation expects, but the signature is not what it asks for. */
export interface Lacking {
  readonly organisation: string;
  readonly what: 'log' | 'timestamp' | 'hash' | 'signature';
}

type SignerToo = 'unvouched' | 'lacking' | 'unnamed' | 'silent';

/** `moved`: while it was being checked. `uncovered`: a claim says nothing of it. `other`: not what a claim is about. */
export type Differing =
  | { readonly kind: 'moved' | 'uncovered' | 'differ'; readonly count: number }
  /** No file was read: a host itself reports other digests than the signed ones, or other files. */
  | { readonly kind: 'reported'; readonly count: number; readonly host: string }
  /** They are as signed, but of a type that the organisation does not allow. */
  | { readonly kind: 'not-allowed'; readonly count: number; readonly organisation: string }
  | { readonly kind: 'other' };

/** Digests that a host reports, held against signed ones. */
export interface Reported {
  readonly host: string;
  readonly agreeing: number;
  readonly signed: number;
}

/** `renamed`: the bytes are here under other names. `isSome`: only some paths were asked for. */
export type Partly =
  | { readonly kind: 'renamed' }
  | {
      readonly kind: 'by-digest' | 'checked';
      readonly isSome: boolean;
      readonly matching: number;
      readonly signed: number;
    };

export interface Matching {
  /** Only a digest was given. */
  readonly byDigest: boolean;
  readonly signed: number;
  /** Whatever was left out, by whose word ever, is not covered by the signature. */
  readonly leftOut: number;
}

export interface Verified {
  readonly files: Matching;
  readonly name: Named;
  readonly isClaim: boolean;
  readonly statement: Statement | null;
  readonly standing: Standing;
  /** By whose word it is whom to expect. */
  readonly basis: Basis;
  /** Green is about who says it, not about what is said. */
  readonly result: Note | null;
}

/** Which kind of statement; what it says is the signer's word. `name` is the field's own, where we know it. */
export interface Statement {
  readonly name: string | null;
  readonly type: string;
}

export function headlineFacts(report: Judged): HeadlineFacts {
  const { verdict } = report;
  const { code } = verdict;
  switch (code) {
    case 'could-not-check':
      return { code, reason: verdict.reasons[0] };
    case 'unsigned':
    case 'signature-invalid':
      return { code };
    case 'signer-mismatch':
      return { code, ...mismatch(report) };
    case 'files-mismatch':
      return { code, differing: differing(report) };
    case 'partial':
      return isSignatureAlone(report)
        ? {
            code,
            files: null,
            signer: signatureAlone(report),
            reported: reported(report),
            signerToo: signerToo(report),
          }
        : { code, files: partly(report), signer: null, signerToo: signerToo(report) };
    case 'signer-untrusted':
      return { code, files: matching(report), lacking: lacking(report) };
    case 'signer-unconfirmed': {
      const { basis } = report.trust;
      return {
        code,
        files: matching(report),
        name: nameOf(report.signer),
        confirmedBy: confirmedBy(report),
        basis,
      };
    }
    case 'verified':
      return { code, ...verified(report) };
  }
}

/** Which host sent the files that were compared; null where they lie on a disk. */
export function sentBy({ model, rows, verdict }: Judged): string | null {
  const isCompared = rows.files.value !== 'not-checked' && verdict.code !== 'could-not-check';
  return isCompared && model.source === 'streamed' ? (model.remote?.host ?? null) : null;
}

function reported({ verdict }: Judged): Reported | null {
  for (const reason of verdict.reasons) if (reason.code === 'hub-reported') return reason;
  return null;
}

function verified(report: Judged): Verified {
  const { claim, notes, trust } = report;
  return {
    files: matching(report),
    name: comparedName(report),
    isClaim: claim !== null,
    statement:
      claim?.kind === 'statement' ? { name: claim.predicateName, type: claim.predicateType ?? '' } : null,
    standing: standing(report),
    basis: trust.basis,
    result: notes.find(({ code }) => code === 'statement-not-passed') ?? null,
  };
}

function matching({ model, rows, leftOut }: Judged): Matching {
  return {
    byDigest: model.source === 'digest',
    signed: rows.files.signed,
    leftOut: leftOut.filter(({ by }) => by !== 'bundle').length,
  };
}

/** By digest alone: whatever else is here, its names say nothing. By some paths: whatever else is here was not looked at. */
function partly({ verdict, rows }: Judged): Partly {
  const has = (wanted: ReasonCode) => verdict.reasons.some(({ code }) => code === wanted);
  if (has('signed-under-another-name')) return { kind: 'renamed' };
  return {
    kind: has('names-not-checked') ? 'by-digest' : 'checked',
    isSome: has('only-some-asked'),
    matching: rows.files.matching,
    signed: rows.files.signed,
  };
}

/** Amber for two reasons: the second must not go unsaid. */
function signerToo(report: Judged): SignerToo | null {
  const codes = report.verdict.reasons.map(({ code }) => code);
  if (isUnvouched(report)) return 'unvouched';
  if (lacking(report) !== null) return 'lacking';
  if (codes.includes('expectations-silent') && !isSignatureAlone(report)) return 'silent';
  const UNNAMED: readonly ReasonCode[] = ['nobody-named', 'pin-unconfirmed', 'expectation-not-yours'];
  // Of a signature alone, the sentence about who signed says so.
  const isUnnamed = codes.some((code) => UNNAMED.includes(code)) && !isSignatureAlone(report);
  return isUnnamed ? 'unnamed' : null;
}

/** Null where nobody vouches for the signer, which is worse. */
function lacking(report: Judged): Lacking | null {
  if (isUnvouched(report)) return null;
  for (const reason of report.verdict.reasons) {
    switch (reason.code) {
      case 'log-required':
        return { organisation: reason.organisation, what: 'log' };
      case 'timestamp-required':
        return { organisation: reason.organisation, what: 'timestamp' };
      case 'algorithm-not-allowed':
        return { organisation: reason.organisation, what: reason.what };
    }
  }
  return null;
}

/** As the reason counts them: unsigned files that the person tolerates do not differ. */
function differing({ verdict, claim, model }: Judged): Differing {
  for (const reason of verdict.reasons) {
    if (reason.code !== 'files-differ') continue;
    const { changed, missing, unsigned, unreadable, changedDuringCheck: moved } = reason;
    const count = changed + missing + unsigned + unreadable + moved;
    if (model.source === 'hub-listing') return { kind: 'reported', count, host: model.remote?.host ?? '' };
    // They may well be what was signed, or will be once a download is complete.
    if (moved === count) return { kind: 'moved', count };
    // Of a model every file is signed; a claim is about some file, and says nothing of what lies beside it.
    if (claim !== null && unsigned === count) return { kind: 'uncovered', count };
    if (count > 1) return { kind: 'differ', count };
  }
  const [reason, ...others] = verdict.reasons.filter(({ code }) => verdictOf(code) === 'files-mismatch');
  // Beside anything else that is amiss with the files, that is the lesser.
  if (reason?.code === 'file-type-not-allowed' && others.length === 0) {
    const { count, organisation } = reason;
    return { kind: 'not-allowed', count, organisation };
  }
  return claim !== null && verdict.reasons.some(({ code }) => code === 'no-file-signed')
    ? { kind: 'other' }
    : { kind: 'differ', count: 1 };
}

function mismatch({ verdict, rows, signer }: Judged): Mismatch {
  const isVouched =
    verdict.reasons.every(({ code }) => !UNVOUCHED.includes(code)) && rows.signature.value === 'valid';
  const reasons: readonly Reason[] = verdict.reasons;
  const reason = reasons.filter(isMismatch).toSorted(byRank)[0] ?? null;
  // Only where an identity was confirmed is there an issuer to differ.
  const isNobody = reason?.code === 'issuer-differs' && signer?.method !== 'sigstore';
  return { isVouched, reason, name: isNobody ? { kind: 'somebody' } : nameOf(signer) };
}

const MISMATCHES = [
  'pin-differs',
  'organisation-differs',
  'claimed-differs',
  'identity-differs',
  'subject-differs',
  'subject-alt-name-differs',
  'identity-not-in-pattern',
  'certificate-differs',
  'issuer-differs',
  'key-differs',
] as const satisfies readonly ReasonCode[];

/** Where it was remembered, that comes first; else in the order in which it was found. */
function byRank(a: MismatchReason, b: MismatchReason): number {
  const rank = ({ code }: MismatchReason) => (REMEMBERED.includes(code) ? 0 : 1);
  return rank(a) - rank(b);
}

const REMEMBERED: readonly ReasonCode[] = ['pin-differs', 'organisation-differs', 'claimed-differs'];

function isMismatch(reason: Reason): reason is MismatchReason {
  return MISMATCHES.some((code) => code === reason.code);
}
