import { BOUNDS } from './bounds.js';
import { agrees, contradicted, differs, isOtherMethod, signerOf, type Ask } from './agree.js';
import { askClaimed, noteClaimed, type Claimed } from './claimed.js';
import { runCheck } from './check/client.js';
import type { CheckOutcome, CheckRequest } from './check/protocol.js';
import type { Expectations } from './expectations/expectations.js';
import { mayBe, namedBy, namedIn } from './named.js';
import { isCalled, type Pin } from './pin.js';
import type { Reason } from './reason.js';
import type { Basis, PinFacts } from './report.js';
import type { ExpectationsTrust, TrustInput } from './request.js';
import { checkStated, holdStated, type Required } from './stated.js';

/** A signature, whom the person or their organisation expects, and whom they had remembered. */
export interface Question extends Omit<CheckRequest, 'trust'> {
  readonly trust: TrustInput | ExpectationsTrust;
  /** Whom a page or a link names. */
  readonly claimed: Claimed | undefined;
  readonly pins: readonly Pin[];
  /** An organisation's file that is held against the signature whatever `trust` says. */
  readonly expectations: Expectations | null;
  readonly modelName: string | null;
}

export interface Answer {
  readonly outcome: CheckOutcome;
  readonly basis: Basis;
  readonly pins: readonly PinFacts[];
  /** What the organisation asks for besides. */
  readonly requires: Required | null;
}

const PERSON: Basis = { kind: 'person' };
/** Earlier signers of a pin that are looked at, to tell a rotation from a stranger. */
const MAX_EARLIER = 5;

/**
 * Checks the signature against whom the person expects, and holds it against their pins. A pin for models of this name
 * binds: whoever else signed is another signer than last time, whatever was said for this check. A publisher's pin only
 * recognises. Where nobody was named for this check, a pin that agrees stands for whom the person expects.
 */
export async function checkWhom(question: Question, signal?: AbortSignal): Promise<Answer> {
  const { pins, expectations, modelName, now, refreshed } = question;
  const { trust, claimed } = question;
  const isAlone = pins.length === 0 && expectations === null && claimed === undefined;
  const isAskedOnce = isAlone && trust.method !== 'expectations';
  // One and the same for every question.
  const bundle = isAskedOnce ? question.bundle : await snapshot(question.bundle);
  const ask: Ask = (trust) => runCheck({ bundle, trust, now, refreshed }, signal);
  const own = await askAll(question, ask);
  const answer = claimed === undefined ? own : await besides(claimed, own, trust, ask);
  if (expectations === null || trust.method === 'expectations') return answer;
  return holdStated(answer, expectations, { modelName, now: new Date(now) }, ask);
}

/** What lies on a disk may change between two looks. What is too large is refused by the check. */
async function snapshot(bundle: Blob | string): Promise<Blob | string> {
  if (typeof bundle === 'string' || bundle.size > BOUNDS.bundleBytes) return bundle;
  try {
    return new Blob([await bundle.arrayBuffer()]);
  } catch {
    return bundle;
  }
}

/** What somebody else says counts where the person has said nothing, and then for little. */
async function besides(
  claimed: Claimed,
  answer: Answer,
  trust: Question['trust'],
  ask: Ask,
): Promise<Answer> {
  const isNobody = trust.method === 'inspect' && answer.basis.kind === 'person';
  if (isNobody) {
    // A private Sigstore that the person chose is theirs, whoever names somebody in it.
    const root = trust.trustedRoot === undefined ? {} : { trustedRoot: trust.trustedRoot };
    const inTheirs: Ask = (asked) => ask(asked.method === 'sigstore' ? { ...root, ...asked } : asked);
    return { ...answer, ...(await askClaimed(claimed, answer.outcome, inTheirs)) };
  }
  return { ...answer, outcome: await noteClaimed(claimed, answer.outcome, ask) };
}

async function askAll({ trust, pins, modelName, now }: Question, ask: Ask): Promise<Answer> {
  const binding = strongest(pins, modelName);
  if (trust.method === 'expectations') {
    const stated = await checkStated(trust.expectations, { modelName, now: new Date(now) }, ask);
    return hold({ ...stated, pins: [] }, binding, ask);
  }
  if (trust.method !== 'inspect') {
    const outcome = await ask(trust);
    return hold({ outcome, basis: PERSON, pins: [], requires: null }, binding, ask);
  }
  if (binding.length > 0) return byBinding(binding, trust, ask);
  const seen = await ask(trust);
  const signer = signerOf(seen);
  for (const pin of confirmedFirst(pins.filter((one) => mayBe(one.signer, signer)))) {
    const outcome = await ask(pin.signer);
    if (agrees(outcome)) return recognised(pin, outcome, [factsOf(pin, true)]);
  }
  return { outcome: seen, basis: PERSON, pins: [], requires: null };
}

/**
 * The pins that bind a model of this name. A claim says nothing beside one that was confirmed, nor a pattern beside the
 * name itself: else whoever fits the wider one could pass for whom the person remembered for this very model.
 */
function strongest(pins: readonly Pin[], modelName: string | null): readonly Pin[] {
  const binding = pins.filter(({ scope }) => scope.kind === 'models');
  const confirmed = binding.filter(({ isConfirmed }) => isConfirmed);
  const counting = confirmed.length > 0 ? confirmed : binding;
  const exact = counting.filter(
    ({ scope }) =>
      scope.kind === 'models' &&
      modelName !== null &&
      isCalled(
        modelName,
        scope.names.filter((name) => !name.includes('*')),
      ),
  );
  return exact.length > 0 ? exact : counting;
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
  const known = { basis: basisOf(pin), pins: factsOfAll(pins, null), requires: null };
  // What is malformed, or does not hold, is so whoever signed.
  if (at < 0) return { ...known, outcome: first };
  const seen = isOtherMethod(held) ? await ask(nobody) : held;
  return { ...known, outcome: contradicted(seen, await contradiction(pin, held, seen, ask), true) };
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
  return { ...answer, outcome: contradicted(outcome, reason, false), pins: factsOfAll(binding, null) };
}

/** What a pin of a claim recognises is the same claim again. */
function recognised(pin: Pin, outcome: CheckOutcome, pins: readonly PinFacts[]): Answer {
  const answer = { outcome, basis: basisOf(pin), pins, requires: null };
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

function basisOf({ name, pinnedAt, isConfirmed, importedAt = null }: Pin): Basis {
  return { kind: 'pin', name, pinnedAt, isConfirmed, importedAt };
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
