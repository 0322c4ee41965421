import { parseExactTrust, type ExactTrust } from './exact-trust.js';
import { fitsPattern, patternProblem } from './pattern.js';
import { toUtf8 } from './bytes.js';
import { Malformed, Untrusted } from './untrusted.js';

/** A signer whom the person had remembered, for later checks (docs/memory.md). */
export interface Pin {
  /** What the person calls the signer. */
  readonly name: string;
  readonly scope: PinScope;
  readonly signer: ExactTrust;
  /** ISO 8601, UTC. */
  readonly pinnedAt: string;
  /**
   * Whether a check had ended in `verified` when it was pinned, by the person's own word on whom they expect. If not, it is a
   * claim: it never leads to `verified`, and its contradiction counts as much.
   */
  readonly isConfirmed: boolean;
  /** Whom it named before, the latest first; each replaced by hand. */
  readonly earlier: readonly EarlierSigner[];
  /** ISO 8601, UTC: where it came out of a file, when. */
  readonly importedAt?: string | null;
}

/**
 * `models`: what is called so has to be signed by this signer. `publisher`: the signer is recognised whatever they sign;
 * nothing is said of what others sign.
 */
export type PinScope =
  { readonly kind: 'models'; readonly names: readonly string[] } | { readonly kind: 'publisher' };

export interface EarlierSigner {
  readonly signer: ExactTrust;
  readonly pinnedAt: string;
  readonly isConfirmed: boolean;
  /** ISO 8601, UTC. */
  readonly replacedAt: string;
}

export const MAX_PIN_NAME = 100;
const MAX_NAMES = 10;
const MAX_EARLIER = 50;
const MAX_MODEL_NAME = 255;
/** Each more makes a comparison slower, and there may be thousands. */
const MAX_STARS = 4;

/** Reads a pin out of a file or a storage, or tells where it is wrong. Members that are not a pin's are refused. */
export function parsePin(
  json: unknown,
):
  | { readonly ok: true; readonly pin: Pin }
  | { readonly ok: false; readonly at: string; readonly problem: string } {
  try {
    const value = new Untrusted(json, 'pin');
    value.onlyMembers(['name', 'scope', 'signer', 'pinnedAt', 'isConfirmed', 'earlier', 'importedAt']);
    const importedAt = value.optional('importedAt');
    return {
      ok: true,
      pin: {
        name: name(value.get('name')),
        scope: scope(value.get('scope')),
        signer: parseExactTrust(value.get('signer')),
        pinnedAt: time(value.get('pinnedAt')),
        isConfirmed: value.get('isConfirmed').boolean(),
        earlier: value.get('earlier').array(MAX_EARLIER).map(earlier),
        ...(importedAt === null ? {} : { importedAt: time(importedAt) }),
      },
    };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, at: error.at, problem: error.problem };
  }
}

/**
 * Whether a model's own name is one of those. With a `*` it is a pattern, as for identities; else exactly the name, in whichever
 * form its characters are composed: disks differ in that.
 */
export function isCalled(model: string, names: readonly string[]): boolean {
  const composed = model.normalize('NFC');
  // On a hub it has its publisher's name before its own, by which it lies on a disk.
  const called = [...new Set([composed, composed.slice(composed.lastIndexOf('/') + 1)])];
  return names.some((name) => {
    const wanted = name.normalize('NFC');
    return wanted.includes('*')
      ? called.some((one) => fitsPattern(toUtf8(one), wanted))
      : called.includes(wanted);
  });
}

/** What keeps a text from naming models; null if nothing does. */
export function modelNameProblem(name: string): 'empty' | 'too-long' | 'too-wide' | null {
  if (name.trim() === '') return 'empty';
  if (name.length > MAX_MODEL_NAME) return 'too-long';
  if (name.split('*').length - 1 > 2 * MAX_STARS) return 'too-long';
  return name.includes('*') ? patternProblem(name) : null;
}

function scope(value: Untrusted): PinScope {
  const kind = value.get('kind').string();
  if (kind === 'publisher') {
    value.onlyMembers(['kind']);
    return { kind };
  }
  if (kind !== 'models') return value.get('kind').fail('is not models or publisher');
  value.onlyMembers(['kind', 'names']);
  const list = value.get('names');
  const names = list.array(MAX_NAMES).map((item) => {
    const text = item.string();
    const problem = modelNameProblem(text);
    return problem === null ? text : item.fail(`cannot name a model (${problem})`);
  });
  if (names.length === 0) list.fail('is empty');
  return { kind, names };
}

function earlier(value: Untrusted): EarlierSigner {
  value.onlyMembers(['signer', 'pinnedAt', 'isConfirmed', 'replacedAt']);
  return {
    signer: parseExactTrust(value.get('signer')),
    pinnedAt: time(value.get('pinnedAt')),
    isConfirmed: value.get('isConfirmed').boolean(),
    replacedAt: time(value.get('replacedAt')),
  };
}

function name(value: Untrusted): string {
  const text = value.stringOf(MAX_PIN_NAME);
  return text.trim() === '' ? value.fail('is empty') : text;
}

/** As `toISOString` writes it, and nothing else, so that times compare as texts. */
export function time(value: Untrusted): string {
  const text = value.stringOf(30);
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text
    ? text
    : value.fail('is not a time such as 2026-01-31T12:00:00.000Z');
}
