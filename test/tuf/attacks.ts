import type { Answer, Attack } from './attack.js';
import { CONTENT } from './attacks/content.js';
import { DELEGATIONS } from './attacks/delegations.js';
import { REPLAY } from './attacks/replay.js';
import { SIGNATURES } from './attacks/signatures.js';
import { MANY_ROOTS, STATE } from './attacks/state.js';
import { A, B, C } from './moments.js';

/** What somebody between us and a repository may do, or somebody with some of its keys; and what comes of it. */
export const ATTACKS: readonly Attack[] = [
  ...REPLAY,
  ...SIGNATURES,
  ...CONTENT,
  ...DELEGATIONS,
  ...STATE,
  ...MANY_ROOTS,
];

const nameOf = (target: string | null) =>
  target === null ? 'none' : (['A', 'B', 'C'][[A, B, C].indexOf(target)] ?? 'another');

/** What was answered, in words, beside what is expected: of the last step also the state. */
export function compared({ name, steps, then }: Attack, answers: readonly Answer[]): [string, string] {
  const last = answers.at(-1);
  if (last === undefined) throw new Error('nothing was answered');
  // Who gives up gets no state.
  const state = answers.at(-1)?.outcome === 'gave up' ? {} : then;
  const keys = Object.keys(state) as (keyof typeof then)[];
  const words = (of: Attack['then'] | Answer) =>
    keys.map((key) => {
      const value = of[key];
      return `${key}: ${typeof value === 'string' || value === null ? nameOf(value) : String(value)}`;
    });
  const line = (outcomes: readonly string[], of: Attack['then'] | Answer) =>
    [`${name}: ${outcomes.join(', then ')}`, ...words(of)].join('; ');
  return [
    line(
      answers.map(({ outcome }) => outcome),
      last,
    ),
    line(
      steps.map(({ expected }) => expected),
      then,
    ),
  ];
}

/** A fault replaces nothing that was good, whoever is asked; unless a hand was on the store, or the anchor is another. */
export function replaced({ steps }: Attack, answers: readonly Answer[]): boolean {
  return answers.some(({ outcome, target }, i) => {
    const [now, before] = [steps[i], answers[i - 1]];
    if (outcome === 'ok' || outcome === 'gave up' || now === undefined || before === undefined) return false;
    return now.tampered.length === 0 && now.anchor === steps[i - 1]?.anchor && target !== before.target;
  });
}
