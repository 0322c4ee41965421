import { BOUNDS } from './bounds.js';
import type { PatternProblem } from './reason.js';
import { toUtf8 } from './bytes.js';

/** In bytes: with the longest pattern, a comparison is two million steps at worst. */
const MAX_IDENTITY = 4096;

const SLASH = 0x2f;

/** One step of a pattern: a byte that stands for itself, or a run of any length. */
type Step = number | 'any-but-slash' | 'any';

/** In characters: how much of a pattern has to stand for itself in one piece, beyond its scheme. */
const MIN_LITERAL = 4;

/**
 * What is wrong with a pattern for identities, or null. One that says next to nothing beyond its scheme fits almost everybody,
 * which nobody can mean by "whom I expect".
 */
export function patternProblem(pattern: string): PatternProblem | null {
  if (pattern.trim() === '') return 'empty';
  if (pattern.length > BOUNDS.patternCharacters) return 'too-long';
  const literals = pattern.replace(/^[^:/@]*:/, '').split('*');
  return literals.some((text) => text.length >= MIN_LITERAL && /[\p{L}\p{N}]/u.test(text))
    ? null
    : 'too-wide';
}

/**
 * Whether the whole of `identity` fits: `*` stands for any bytes but `/`, `**` for any at all, and everything else for itself.
 * No regular expression: those of JavaScript take exponential time where somebody wants it. Here the time is the product
 * of the lengths.
 */
export function fitsPattern(identity: Uint8Array, pattern: string): boolean {
  if (patternProblem(pattern) !== null || identity.length > MAX_IDENTITY) return false;
  const steps = stepsOf(pattern);
  // Which steps may come next, as in an automaton without determinism.
  let reached = closure(new Set([0]), steps);
  for (const byte of identity) {
    const next = new Set<number>();
    for (const at of reached) {
      const step = steps[at];
      if (step === byte) next.add(at + 1);
      else if (step === 'any' || (step === 'any-but-slash' && byte !== SLASH)) next.add(at);
    }
    reached = closure(next, steps);
    if (reached.size === 0) return false;
  }
  return reached.has(steps.length);
}

/** A run may be empty. */
function closure(reached: Set<number>, steps: readonly Step[]): Set<number> {
  // A set can grow while it is walked; what is added is visited too.
  for (const at of reached) if (typeof steps[at] === 'string') reached.add(at + 1);
  return reached;
}

function stepsOf(pattern: string): Step[] {
  return pattern
    .split(/(\*+)/)
    .flatMap((part, i): Step[] =>
      i % 2 === 0 ? [...toUtf8(part)] : [part.length === 1 ? 'any-but-slash' : 'any'],
    );
}
