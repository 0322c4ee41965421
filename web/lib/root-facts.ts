import { noteText, type TrustedRootFacts } from '../../src/index.js';
import type { Fact } from './fact.js';

/** What a trusted root says, before anybody relies on it. Every name in it is its author's. */
export function rootFacts(facts: TrustedRootFacts): readonly Fact[] {
  return [
    named('Certificate authorities', facts.certificateAuthorities),
    named('Logs of signatures', facts.logs),
    named('Logs of certificates', facts.ctLogs),
    named('Timestamp authorities', facts.timestampAuthorities),
    { term: 'SHA-256 of the file', value: facts.sha256, exact: true },
    ...facts.unusable.map(
      (note) => ({ term: 'Not usable', value: noteText(note), tone: 'caution' }) as const,
    ),
  ];
}

function named(term: string, names: readonly string[]): Fact {
  if (names.length === 0) return { term, value: 'none' };
  return { term, value: names.map((name) => (name === '' ? 'without a name' : name)) };
}
