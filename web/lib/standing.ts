import { pinnable, successor, type Pinnable, type Report, type VerifyRequest } from '../../src/index.js';
import type { KeptPin } from '../memory/rows.js';
import { binds } from './pin-words.js';

/** What there is to remember after a check. */
export type Standing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new'; readonly pinnable: Pinnable }
  /** It is remembered already; `canConfirm`: as a claim, which the person's own word has confirmed now. */
  | { readonly kind: 'known'; readonly pin: KeptPin; readonly canConfirm: boolean }
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
    const pin = pins.find(
      (one) => one.pinnedAt === differs.pinnedAt && one.name === differs.name && isBinding(one, report),
    );
    return pin === undefined ? NOTHING : { kind: 'rotation', pin, successor: successor(report, trust) };
  }
  const agreeing = report.trust.pins.find(({ agrees }) => agrees);
  const known = pins.find(({ name, pinnedAt }) => name === agreeing?.name && pinnedAt === agreeing.pinnedAt);
  if (known !== undefined) {
    const canConfirm = !known.isConfirmed && report.verdict.code === 'verified' && basis.kind === 'person';
    return { kind: 'known', pin: known, canConfirm };
  }
  const found = pinnable(report, trust);
  return found === null ? NOTHING : { kind: 'new', pinnable: found };
}

const NOTHING: Standing = { kind: 'nothing' };

function isBinding(pin: KeptPin, { model }: Report): boolean {
  return binds(pin, model.name);
}
