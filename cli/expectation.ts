import type { CertificateTrust, Method } from '../src/index.js';
import { METHOD_OPTIONS, type MethodOption, UsageError, type Values } from './options.js';

/** Whom the person expects, with the files that they named not read yet. */
export type Expectation =
  | {
      readonly method: 'sigstore';
      readonly who: { readonly identity: string } | { readonly identityPattern: string };
      readonly issuer: string;
      readonly trustedRoot: string | null;
    }
  | { readonly method: 'key'; readonly publicKey: string; readonly trustedRoot: string | null }
  | { readonly method: 'certificate'; readonly roots: readonly string[]; readonly pins: Pins }
  | { readonly method: 'inspect'; readonly trustedRoot: string | null }
  /** An organisation's file says it. */
  | { readonly method: 'expectations'; readonly file: string };

/** What must be so of the signer's certificate or of one above it. */
export type Pins = Omit<CertificateTrust, 'method' | 'roots'>;

const PINS = {
  subject: 'subject',
  subjectAltName: 'subject-alt-name',
  leafFingerprint: 'leaf-fingerprint',
  intermediateFingerprint: 'intermediate-fingerprint',
} as const satisfies Record<keyof Pins, MethodOption>;

/** Reads the options that say whom to expect; without a method, they choose it. Throws {@link UsageError}. */
export function expectationFrom(named: Method | undefined, values: Values): Expectation {
  const file = values.expect?.[0];
  if (file !== undefined) return byFile(file, named, values);
  const method = named ?? methodBy(values);
  refuseForeign(method, values);
  const need = (option: MethodOption, what: string): string => {
    const value = values[option]?.[0];
    if (value === undefined) throw new UsageError(`The ${method} method needs --${option}.`, what);
    return value;
  };
  const trustedRoot = trustedRootFrom(values);
  switch (method) {
    case 'sigstore': {
      const who = whoSigned(values);
      const issuer = need('identity-provider', 'Give the URL of the provider that confirms the identity.');
      return { method, who, issuer, trustedRoot };
    }
    case 'key':
      return {
        method,
        publicKey: need('public-key', "Give the signer's public key, a PEM file."),
        trustedRoot,
      };
    case 'certificate': {
      const pins = pinsFrom(values);
      if (pins.leafFingerprint === undefined && pins.intermediateFingerprint === undefined)
        need(
          'certificate-chain',
          'Give a PEM file with the root certificates that you trust, or a fingerprint.',
        );
      return { method, roots: values['certificate-chain'] ?? [], pins };
    }
    case 'inspect':
      return { method, trustedRoot };
  }
}

/** The file says whom to expect: nothing said beside it may make that less, or seem to. */
function byFile(file: string, named: Method | undefined, values: Values): Expectation {
  const other = Object.keys(METHOD_OPTIONS).find((option) => Object.hasOwn(values, option));
  if (named === undefined && other === undefined) return { method: 'expectations', file };
  throw new UsageError(
    `--expect is given together with ${named === undefined ? `--${String(other)}` : `the ${named} method`}.`,
    'The file says whom to expect: give it alone.',
  );
}

function methodBy(values: Values): Method | 'inspect' {
  const given = Object.entries(METHOD_OPTIONS).flatMap(([option, methods]) =>
    Object.hasOwn(values, option) && methods.length === 1 ? methods : [],
  );
  return given[0] ?? 'inspect';
}

function refuseForeign(method: Method | 'inspect', values: Values): void {
  const foreign = Object.entries(METHOD_OPTIONS).find(
    ([option, methods]) => Object.hasOwn(values, option) && !methods.some((other) => other === method),
  );
  if (foreign === undefined) return;
  throw new UsageError(
    `--${foreign[0]} does not go with the ${method} method.`,
    'A check uses one method: see touchstone verify --help.',
  );
}

/** The reference library's client trust config holds a trusted root: one of the two is enough. */
function trustedRootFrom(values: Values): string | null {
  const root = values['trusted-root']?.[0];
  const config = values['trust-config']?.[0];
  if (root !== undefined && config !== undefined) {
    throw new UsageError('--trusted-root is given together with --trust-config.', 'Give one of the two.');
  }
  return root ?? config ?? null;
}

function whoSigned(values: Values): { identity: string } | { identityPattern: string } {
  const identity = values.identity?.[0];
  const identityPattern = values['identity-pattern']?.[0];
  if (identity !== undefined && identityPattern !== undefined) {
    throw new UsageError(
      '--identity is given together with --identity-pattern.',
      'Give the one identity that you expect, or a pattern for several.',
    );
  }
  if (identityPattern !== undefined) return { identityPattern };
  if (identity !== undefined) return { identity };
  throw new UsageError(
    'The sigstore method needs --identity.',
    "Give the identity that you expect, such as the signer's e-mail address, or --identity-pattern.",
  );
}

function pinsFrom(values: Values): Pins {
  const given = Object.entries(PINS).flatMap(([pin, option]) => {
    const value = values[option]?.[0];
    return value === undefined ? [] : [[pin, value] as const];
  });
  return Object.fromEntries(given);
}
