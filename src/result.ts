import type { Reason } from './reason.js';

/** At least one: a refusal without a reason cannot be written down. */
export type Reasons = readonly [Reason, ...Reason[]];

/** A narrower value, or why there is none. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reasons: Reasons };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refusal(
  reason: Reason,
  ...more: readonly Reason[]
): { readonly ok: false; readonly reasons: Reasons } {
  return { ok: false, reasons: [reason, ...more] };
}
