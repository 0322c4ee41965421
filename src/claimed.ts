import { contradicted, isOtherMethod, signerOf, type Ask } from './agree.js';
import type { CheckOutcome } from './check/protocol.js';
import { namedBy, namedIn } from './named.js';
import type { Reason } from './reason.js';
import type { Basis } from './report.js';
import type { CertificateTrust, KeyTrust, SigstoreTrust } from './request.js';

/**
 * Whom somebody else than the person says to expect: the page that shows the widget, or a link. It is held against the signature and
 * shown, and never makes a verdict green (docs/verdicts.md).
 */
export interface Claimed {
  readonly by: Claimant;
  readonly signer: SigstoreTrust | KeyTrust | CertificateTrust;
}

export type Claimant = 'host' | 'link';

/**
 * The signature held against whom somebody else names, where the person named nobody.
 *
 * @param seen what it says by itself
 */
export async function askClaimed(
  { by, signer }: Claimed,
  seen: CheckOutcome,
  ask: Ask,
): Promise<{ readonly outcome: CheckOutcome; readonly basis: Basis }> {
  const basis: Basis = { kind: by };
  // What does not hold is so whoever signed.
  if (seen.kind === 'checked' && seen.signature.signature !== 'valid') return { outcome: seen, basis };
  const held = await ask(signer);
  if (isOther(held)) {
    const reason = differsFrom({ by, signer }, held, seen);
    const outcome = contradicted(isOtherMethod(held) ? seen : held, reason, true);
    return { outcome: isMaterial({ by, signer }) ? vouchedByClaimant(outcome, by) : outcome, basis };
  }
  return { outcome: unconfirmed({ by, signer }, held), basis };
}

/** What there is to say where the person named somebody, whose word counts: that the other one names somebody else. */
export async function noteClaimed(
  { by, signer }: Claimed,
  outcome: CheckOutcome,
  ask: Ask,
): Promise<CheckOutcome> {
  if (outcome.kind === 'refused' || !isOther(await ask(signer))) return outcome;
  const { signature } = outcome;
  const notes = [...signature.notes, { code: 'claimed-differs', by } as const];
  return { ...outcome, signature: { ...signature, notes } };
}

/** That nothing leads to the signer is another matter: it may well be the one who is named. */
function isOther(outcome: CheckOutcome): boolean {
  return isOtherMethod(outcome) || (outcome.kind === 'checked' && outcome.signature.signer === 'different');
}

function differsFrom({ by, signer }: Claimed, held: CheckOutcome, seen: CheckOutcome): Reason {
  const expected = namedBy(signer, held) ?? { method: 'key', fingerprint: null };
  const actual = namedIn(signerOf(held)) ?? namedIn(signerOf(seen));
  return { code: 'claimed-differs', by, expected, actual };
}

function unconfirmed(claimed: Claimed, outcome: CheckOutcome): CheckOutcome {
  if (isMaterial(claimed)) return vouchedByClaimant(outcome, claimed.by);
  if (outcome.kind === 'refused') return outcome;
  const { signature } = withReason(outcome, { code: 'expectation-not-yours', by: claimed.by });
  const signer = signature.signer === 'untrusted' ? 'untrusted' : 'not-stated';
  return { ...outcome, signature: { ...signature, signer } };
}

/** Logs and timestamp authorities out of such a root prove nothing either. */
function vouchedByClaimant(outcome: CheckOutcome, by: Claimant): CheckOutcome {
  if (outcome.kind === 'refused') return outcome;
  const { signature } = withReason(outcome, { code: 'trust-not-yours', by });
  const signer = signature.signer === 'different' ? 'different' : 'untrusted';
  const unproven = {
    ...signature,
    signer,
    time: { value: 'not-proven' },
    logEntries: [],
    timestamps: [],
  } as const;
  return { ...outcome, signature: unproven };
}

function withReason<T extends CheckOutcome>(outcome: T, reason: Reason): T {
  if (outcome.kind === 'refused') return outcome;
  const { signature } = outcome;
  return { ...outcome, signature: { ...signature, reasons: [...signature.reasons, reason] } };
}

/** Whether it brings what vouches for the signer, too: then nobody whom the person trusts does. */
function isMaterial({ signer }: Claimed): boolean {
  return signer.method !== 'sigstore' || signer.trustedRoot !== undefined;
}
