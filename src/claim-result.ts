import type { Claim } from './bundle/claim.js';
import type { Note } from './note.js';

/** Where a predicate of this type says how it went. */
const RESULTS: readonly (readonly [prefix: string, member: string])[] = [
  ['https://in-toto.io/attestation/test-result/', 'result'],
  ['https://slsa.dev/verification_summary/', 'verificationResult'],
];
const PASSED = 'PASSED';
const MAX_SHOWN = 100;

/** A verified statement that says "failed" is verified all the same: that must not go unsaid beside a green verdict. */
export function resultNote({ predicateType, predicate, predicateIsCut }: Claim): Note[] {
  const known = RESULTS.find(([prefix]) => predicateType?.startsWith(prefix));
  if (known === undefined) return [];
  const json = predicate === null || predicateIsCut ? null : parse(predicate);
  const result: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, known[1]) : null;
  if (result === PASSED && !hasFailures(json)) return [];
  const said = result === PASSED ? 'PASSED, with failed tests' : result;
  return [
    { code: 'statement-not-passed', result: typeof said === 'string' ? said.slice(0, MAX_SHOWN) : null },
  ];
}

function hasFailures(json: unknown): boolean {
  const failed: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, 'failedTests') : undefined;
  return Array.isArray(failed) && failed.length > 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
