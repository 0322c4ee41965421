import type { TrustedRootFacts } from '../../src/index.js';
import type { Fact } from './fact.js';
import type { Wording } from './wording.js';

/** What a trusted root says, before anybody relies on it. Every name in it is its author's. */
export function rootFacts(facts: TrustedRootFacts, { words: { root }, prose }: Wording): readonly Fact[] {
  const named = (term: string, names: readonly string[]): Fact =>
    names.length === 0
      ? { term, value: root.none }
      : { term, value: names.map((name) => (name === '' ? root.unnamed : name)) };
  return [
    named(root.certificateAuthorities, facts.certificateAuthorities),
    named(root.logs, facts.logs),
    named(root.ctLogs, facts.ctLogs),
    named(root.timestampAuthorities, facts.timestampAuthorities),
    { term: root.sha256, value: facts.sha256, exact: true },
    ...facts.unusable.map(
      (note) => ({ term: root.unusable, value: prose.noteText(note), tone: 'caution' }) as const,
    ),
  ];
}
