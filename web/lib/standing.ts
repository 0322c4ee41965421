import { pinnable, successor, type Pinnable, type Report, type VerifyRequest } from '../../src/index.js';
import type { KeptPin } from '../memory/rows.js';
import { binds } from './pin-words.js';

/** What there is to remember after a check. */
export type Standing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new'; readonly pinnable: Pinnable }
  /** It is remembered already; `confirmed`: as a claim, and this is whom the person's own word has confirmed now. */
  | { readonly kind: 'known'; readonly pin: KeptPin; readonly confirmed: Pinnable | null }
  /** Somebody else is remembered. `successor`: the signer whom the person said that they expect; null where they did not. */
  | { readonly kind: 'rotation'; readonly pin: KeptPin; readonly successor: Pinnable | null };

/** @param pins those that may apply to the model */
export function standingOf(
  report: Report,
  trust: VerifyRequest['trust'],
  pins: readonly KeptPin[],
): Standing {
  const { basis } = report.trust;
  const [differs] = report.verdict.reasons.flatMap((reason) =>
    reason.code === 'pin-differs' ? [reason] : [],
  );
  if (differs !== undefined) {
    const pin = only(pins, (one) => isAs(one, differs) && binds(one, report.model.name));
    return pin === null ? NOTHING : { kind: 'rotation', pin, successor: successor(report, trust) };
  }
  const agreeing = report.trust.pins.find(({ agrees }) => agrees);
  if (agreeing !== undefined) {
    const pin = only(pins, (one) => isAs(one, agreeing));
    if (pin === null) return NOTHING;
    const isOwnWord = report.verdict.code === 'verified' && basis.kind === 'person';
    return { kind: 'known', pin, confirmed: !pin.isConfirmed && isOwnWord ? pinnable(report, trust) : null };
  }
  const found = pinnable(report, trust);
  return found === null ? NOTHING : { kind: 'new', pinnable: found };
}

/** A report names a pin by these two. */
function isAs(pin: KeptPin, { name, pinnedAt }: Pick<KeptPin, 'name' | 'pinnedAt'>): boolean {
  return pin.name === name && pin.pinnedAt === pinnedAt;
}

/** Of two that are called alike, nobody could tell which one is meant. */
function only(pins: readonly KeptPin[], isMeant: (pin: KeptPin) => boolean): KeptPin | null {
  const [pin, ...others] = pins.filter(isMeant);
  return pin === undefined || others.length > 0 ? null : pin;
}

const NOTHING: Standing = { kind: 'nothing' };
