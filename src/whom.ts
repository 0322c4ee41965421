import { runCheck } from './check/client.js';
import type { CheckOutcome, CheckRequest } from './check/protocol.js';
import { mayBe, namedBy, namedIn } from './named.js';
import type { Pin } from './pin.js';
import type { Reason, ReasonCode } from './reason.js';
import type { Basis, PinFacts, SignerFacts } from './report.js';
import type { TrustInput } from './request.js';

/** A signature, whom the person expects, and whom they had remembered. */
export interface Question extends Omit<CheckRequest, 'trust'> {
  readonly trust: TrustInput;
  readonly pins: readonly Pin[];
}

export interface Answer {
  readonly outcome: CheckOutcome;
  readonly basis: Basis;
  readonly pins: readonly PinFacts[];
}

type Ask = (trust: TrustInput) => Promise<CheckOutcome>;

const PERSON: Basis = { kind: 'person' };
/** Earlier signers of a pin that are looked at, to tell a rotation from a stranger. */
const MAX_EARLIER = 5;

/**
 * Checks the signature against whom the person expects, and holds it against their pins. A pin for models of this name
 * binds: whoever else signed is another signer than last time, whatever was said for this check. A publisher's pin only
 * recognises. Where nobody was named for this check, a pin that agrees stands for whom the person expects.
 */
export async function checkWhom(question: Question, signal?: AbortSignal): Promise<Answer> {
  const { trust, pins, bundle, now } = question;
  const ask: Ask = (asked) => runCheck({ bundle, trust: asked, now }, signal);
  const binding = pins.filter(({ scope }) => scope.kind === 'models');
  if (trust.method !== 'inspect') {
    const outcome = await ask(trust);
    return hold({ outcome, basis: PERSON, pins: [] }, binding, ask);
  }
  if (binding.length > 0) return byBinding(binding, trust, ask);
  const seen = await ask(trust);
  const answer: Answer = { outcome: seen, basis: PERSON, pins: [] };
  const signer = signerOf(seen);
  const known = pins.filter((pin) => mayBe(pin.signer, signer));
  for (const pin of confirmedFirst(known)) {
    const outcome = await ask(pin.signer);
    if (agrees(outcome)) return recognised(pin, outcome, [factsOf(pin, true)]);
  }
  return answer;
}

/** Any of them will do: the person wanted them all. */
async function byBinding(binding: readonly Pin[], nobody: TrustInput, ask: Ask): Promise<Answer> {
  const pins = confirmedFirst(binding);
  const outcomes: CheckOutcome[] = [];
  for (const each of pins) {
    const outcome = await ask(each.signer);
    if (agrees(outcome)) return recognised(each, outcome, factsOfAll(pins, each));
    outcomes.push(outcome);
  }
  const [first] = outcomes;
  const at = outcomes.findIndex((outcome) => differs(outcome) || isOtherMethod(outcome));
  const [pin, held] = [pins[Math.max(0, at)], outcomes[Math.max(0, at)]];
  if (first === undefined || pin === undefined || held === undefined) throw new TypeError('no pin binds');
  const known = { basis: basisOf(pin), pins: factsOfAll(pins, null) };
  // What is malformed, or does not hold, is so whoever signed.
  if (at < 0) return { ...known, outcome: first };
  const seen = isOtherMethod(held) ? await ask(nobody) : held;
  return { ...known, outcome: contradicted(seen, await contradiction(pin, held, seen, ask)) };
}

/** The person said whom they expect; what they remembered must not contradict it. */
async function hold(answer: Answer, binding: readonly Pin[], ask: Ask): Promise<Answer> {
  const { outcome } = answer;
  const [first] = binding;
  if (first === undefined || (outcome.kind === 'refused' && !isOtherMethod(outcome))) return answer;
  if (outcome.kind === 'checked' && outcome.signature.signature !== 'valid') return answer;
  for (const pin of binding) {
    const held = await ask(pin.signer);
    if (agrees(held)) return { ...answer, pins: factsOfAll(binding, pin) };
    // A pin that cannot be used any more must not go unasked.
    if (held.kind === 'refused' && !isOtherMethod(held)) return { ...answer, outcome: held };
  }
  const reason = await contradiction(first, await ask(first.signer), outcome, ask);
  return { ...answer, outcome: contradicted(outcome, reason), pins: factsOfAll(binding, null) };
}

/** What a pin of a claim recognises is the same claim again. */
function recognised(pin: Pin, outcome: CheckOutcome, pins: readonly PinFacts[]): Answer {
  const answer = { outcome, basis: basisOf(pin), pins };
  if (pin.isConfirmed || outcome.kind !== 'checked') return answer;
  const { signature } = outcome;
  const { name, pinnedAt } = pin;
  const reasons: readonly Reason[] = [...signature.reasons, { code: 'pin-unconfirmed', name, pinnedAt }];
  const signer = signature.signer === 'untrusted' ? 'untrusted' : 'not-stated';
  return { ...answer, outcome: { ...outcome, signature: { ...signature, signer, reasons } } };
}

async function contradiction(pin: Pin, held: CheckOutcome, seen: CheckOutcome, ask: Ask): Promise<Reason> {
  const { name, pinnedAt, isConfirmed, earlier, signer } = pin;
  let replacedAt: string | null = null;
  for (const { signer: before, replacedAt: until } of earlier.slice(0, MAX_EARLIER)) {
    if (replacedAt === null && agrees(await ask(before))) replacedAt = until;
  }
  const expected = namedBy(signer, held);
  return {
    code: 'pin-differs',
    name,
    pinnedAt,
    isConfirmed,
    expected: expected ?? { method: 'key', fingerprint: null },
    actual: namedIn(signerOf(seen)),
    replacedAt,
  };
}

/** Red, whatever else is amiss with who signed; a signature that does not hold, or cannot be read, is worse. */
function contradicted(outcome: CheckOutcome, reason: Reason): CheckOutcome {
  if (outcome.kind === 'refused') {
    // It was read far enough to see another kind of signer.
    const isRead = outcome.reasons.every(({ code }) => ONLY_UNNAMED.has(code));
    return isRead ? { ...outcome, reasons: [reason], isDifferent: true } : outcome;
  }
  const { signature } = outcome;
  const signer = signature.signature === 'valid' ? 'different' : signature.signer;
  return { ...outcome, signature: { ...signature, signer, reasons: [reason, ...signature.reasons] } };
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
]);

/** It holds, and is by whom was asked for. What is amiss with a certificate's time is no other signer. */
function agrees(outcome: CheckOutcome): boolean {
  return outcome.kind === 'checked' && outcome.signature.signature === 'valid' && !differs(outcome);
}

/** It is by somebody else. Of one that does not hold, this is known only by what it says itself. */
function differs(outcome: CheckOutcome): boolean {
  if (outcome.kind === 'refused') return false;
  const { signer, reasons } = outcome.signature;
  return (
    signer === 'different' || (signer === 'untrusted' && reasons.some(({ code }) => NOT_LED_TO.has(code)))
  );
}

function isOtherMethod(outcome: CheckOutcome): boolean {
  return outcome.kind === 'refused' && outcome.reasons.some(({ code }) => code === 'method-differs');
}

function signerOf(outcome: CheckOutcome): SignerFacts | null {
  return outcome.kind === 'checked' ? outcome.signature.facts : outcome.signer;
}

function basisOf({ name, pinnedAt, isConfirmed }: Pin): Basis {
  return { kind: 'pin', name, pinnedAt, isConfirmed };
}

function factsOfAll(pins: readonly Pin[], agreeing: Pin | null): readonly PinFacts[] {
  return pins.map((pin) => factsOf(pin, pin === agreeing));
}

function factsOf({ name, pinnedAt, isConfirmed }: Pin, isAgreeing: boolean): PinFacts {
  return { name, pinnedAt, isConfirmed, agrees: isAgreeing };
}

function confirmedFirst(pins: readonly Pin[]): readonly Pin[] {
  return pins.toSorted((a, b) => Number(b.isConfirmed) - Number(a.isConfirmed));
}
