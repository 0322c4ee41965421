import { type OptionName, UsageError, type Values } from '../options.js';

export type TrustCommand = TrustUpdateCommand | TrustShowCommand;

export interface TrustUpdateCommand {
  readonly kind: 'trust-update';
  /** An address or a folder; null: the usual one. */
  readonly from: string | null;
  /** A private instance's files; null: the public Sigstore. */
  readonly own: { readonly root: string | null; readonly trustedRoot: string } | null;
  /** Null: the usual folder. */
  readonly store: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
}

export interface TrustShowCommand {
  readonly kind: 'trust-show';
  readonly store: string | null;
  readonly json: boolean;
}

/** Of `touchstone trust` alone. */
export const TRUST_OPTIONS = ['root', 'for', 'store'] as const satisfies OptionName[];

const OPTIONS: Readonly<Record<'update' | 'show', readonly string[]>> = {
  update: [...TRUST_OPTIONS, 'help', 'json', 'quiet'] satisfies OptionName[],
  show: ['store', 'help', 'json'] satisfies OptionName[],
};

const HINT = 'See touchstone trust --help.';

/** What follows `touchstone trust`. Throws {@link UsageError}. */
export function trustCommand([action, ...rest]: readonly string[], values: Values): TrustCommand {
  if (action !== 'update' && action !== 'show') {
    const problem = action === undefined ? 'trust needs a word more.' : `There is no "trust ${action}".`;
    throw new UsageError(problem, `It is trust update or trust show. ${HINT}`);
  }
  const foreign = Object.keys(values).find((option) => !OPTIONS[action].includes(option));
  if (foreign !== undefined) throw new UsageError(`--${foreign} does not go with trust ${action}.`, HINT);
  const [from, extra] = rest;
  const superfluous = action === 'show' ? from : extra;
  if (superfluous !== undefined) throw new UsageError(`"${superfluous}" is one argument too many.`, HINT);
  const store = values.store?.[0] ?? null;
  const json = values.json === true;
  if (action === 'show') return { kind: 'trust-show', store, json };
  if (from === '') throw new UsageError('An empty repository was named.', HINT);
  const [root, trustedRoot] = [values.root?.[0] ?? null, values.for?.[0]];
  if (root !== null && trustedRoot === undefined) {
    throw new UsageError(
      '--root is given without --for.',
      'Name the trusted_root.json in whose place stands what the repository has.',
    );
  }
  const own = trustedRoot === undefined ? null : { root, trustedRoot };
  return { kind: 'trust-update', from: from ?? null, own, store, json, quiet: values.quiet === true };
}
