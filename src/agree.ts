import type { CheckOutcome } from './check/protocol.js';
import type { Reason, ReasonCode } from './reason.js';
import type { SignerFacts } from './report.js';
import type { TrustInput } from './request.js';

/** Holds a signature against one whom somebody expects. */
export type Ask = (trust: TrustInput) => Promise<CheckOutcome>;

/** The same in other words; but that it nearly was the same is worth a word of its own. */
function isSaid(reason: Reason): boolean {
  switch (reason.code) {
    case 'identity-differs':
    case 'issuer-differs':
    case 'subject-differs':
    case 'subject-alt-name-differs':
      return reason.nearMiss === null;
    case 'identity-not-in-pattern':
    case 'certificate-differs':
    case 'key-differs':
    case 'nobody-named':
      return true;
    default:
      return false;
  }
}

/**
 * Red, whatever else is amiss with who signed; a signature that does not hold, or cannot be read, is worse.
 *
 * @param isHeldAgainstIt whether `outcome` is of the very signer whom `reason` says it is not, or of nobody
 */
export function contradicted(outcome: CheckOutcome, reason: Reason, isHeldAgainstIt: boolean): CheckOutcome {
  if (outcome.kind === 'refused') {
    // It was read far enough to see another kind of signer.
    const isRead = outcome.reasons.every(({ code }) => ONLY_UNNAMED.has(code));
    return isRead ? { ...outcome, reasons: [reason], isDifferent: true } : outcome;
  }
  const { signature } = outcome;
  const signer = signature.signature === 'valid' ? 'different' : signature.signer;
  const known = isHeldAgainstIt ? signature.reasons.filter((one) => !isSaid(one)) : signature.reasons;
  return { ...outcome, signature: { ...signature, signer, reasons: [reason, ...known] } };
}

/** Why a signature by a key, of which nothing came with it, says nothing by itself; and by another method. */
const ONLY_UNNAMED: ReadonlySet<ReasonCode> = new Set(['public-key-needed', 'method-differs']);

/** Why nothing that was supplied leads to the signer: then it may be anybody under the same name. */
const NOT_LED_TO: ReadonlySet<ReasonCode> = new Set([
  'chain-without-trusted-root',
  'chain-not-allowed',
  'key-came-with-model',
  'log-unknown',
  'timestamp-untrusted',
  // Without a time, the chain was not verified at all.
  'signing-time-missing',
]);

/** It holds, and is by whom was asked for. What is amiss with a certificate's time is no other signer. */
export function agrees(outcome: CheckOutcome): boolean {
  return outcome.kind === 'checked' && outcome.signature.signature === 'valid' && !differs(outcome);
}

/** It is by somebody else. Of one that does not hold, this is known only by what it says itself. */
export function differs(outcome: CheckOutcome): boolean {
  if (outcome.kind === 'refused') return false;
  const { signer, reasons } = outcome.signature;
  return (
    signer === 'different' || (signer === 'untrusted' && reasons.some(({ code }) => NOT_LED_TO.has(code)))
  );
}

export function isOtherMethod(outcome: CheckOutcome): boolean {
  return outcome.kind === 'refused' && outcome.reasons.some(({ code }) => code === 'method-differs');
}

export function signerOf(outcome: CheckOutcome): SignerFacts | null {
  return outcome.kind === 'checked' ? outcome.signature.facts : outcome.signer;
}
