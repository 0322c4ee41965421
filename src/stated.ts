import { agrees, contradicted, differs, isOtherMethod, signerOf, type Ask } from './agree.js';
import type { CheckOutcome } from './check/protocol.js';
import type { Expectations, ExpectationsEntry, Requirements } from './expectations/expectations.js';
import { selectEntry, type ModelQuestion } from './expectations/select.js';
import { mayBe, namedBy, namedIn } from './named.js';
import type { NamedSigner, Reason } from './reason.js';
import type { Basis } from './report.js';

/** What an organisation asks for of a model, besides the signer. */
export interface Required {
  readonly organisation: string;
  readonly requirements: Requirements;
}

export interface Stated {
  readonly outcome: CheckOutcome;
  readonly basis: Basis;
  /** Of the entry that was held against the signature. */
  readonly requires: Required | null;
}

/** Checks the signature against what an organisation's file says about the model (docs/expectations.md). */
export async function checkStated(
  file: Expectations,
  model: Omit<ModelQuestion, 'rootDigest'>,
  ask: Ask,
): Promise<Stated> {
  const seen = await ask({ method: 'inspect' });
  const { statement } = seen;
  const none = { basis: basisOf(file, null), requires: null };
  // Nothing could be read that an entry might be about.
  if (statement === null) return { ...none, outcome: seen };
  const rootDigest = statement.kind === 'model' ? statement.manifest.rootDigest : null;
  const selected = selectEntry(file, { ...model, rootDigest });
  switch (selected.kind) {
    case 'refused':
      return { ...none, outcome: refused(seen, selected.reason) };
    case 'entry':
      return byEntry(file, selected.entry, seen, ask);
    case 'publishers': {
      for (const entry of selected.entries)
        for (const signer of entry.signers) {
          if (!mayBe(signer, signerOf(seen))) continue;
          const outcome = await ask(signer);
          if (agrees(outcome)) return of(file, entry, outcome);
        }
      return { ...none, outcome: unexpected(seen, file) };
    }
  }
}

async function byEntry(
  file: Expectations,
  entry: ExpectationsEntry,
  seen: CheckOutcome,
  ask: Ask,
): Promise<Stated> {
  const outcomes: CheckOutcome[] = [];
  const expected: NamedSigner[] = [];
  for (const signer of entry.signers) {
    const outcome = await ask(signer);
    if (agrees(outcome)) return of(file, entry, outcome);
    outcomes.push(outcome);
    const name = namedBy(signer, outcome);
    if (name !== null) expected.push(name);
  }
  const held = outcomes.find((outcome) => differs(outcome) || isOtherMethod(outcome));
  // What is malformed, or does not hold, is so whoever signed. With a key or root in the file that cannot be used, nobody
  // knows whether it was that signer.
  const unasked = outcomes.find((outcome) => outcome.kind === 'refused' && !isOtherMethod(outcome));
  if (held === undefined || unasked !== undefined) return of(file, entry, unasked ?? outcomes[0] ?? seen);
  const reason = differsFrom(file, entry, expected, seen);
  return of(file, entry, contradicted(isOtherMethod(held) ? seen : held, reason, true));
}

function differsFrom(
  { organisation }: Expectations,
  { id }: ExpectationsEntry,
  expected: readonly NamedSigner[],
  seen: CheckOutcome,
): Reason {
  const actual = namedIn(signerOf(seen));
  return { code: 'organisation-differs', organisation, entry: id, expected, actual };
}

/** No entry is about this model, and none of the publishers signed it. */
function unexpected(seen: CheckOutcome, { organisation }: Expectations): CheckOutcome {
  if (seen.kind === 'refused') return seen;
  const { signature } = seen;
  const reason = { code: 'expectations-silent', organisation } as const;
  // Somebody was named: those in the file.
  const known = signature.reasons.filter(({ code }) => code !== 'nobody-named');
  return { ...seen, signature: { ...signature, reasons: [reason, ...known] } };
}

function refused({ bundle, statement, trust, ...seen }: CheckOutcome, reason: Reason): CheckOutcome {
  const signer = seen.kind === 'checked' ? seen.signature.facts : seen.signer;
  return { kind: 'refused', reasons: [reason], bundle, statement, trust, signer };
}

function of(file: Expectations, entry: ExpectationsEntry, outcome: CheckOutcome): Stated {
  return { outcome, basis: basisOf(file, entry.id), requires: requiredBy(file, entry) };
}

function basisOf({ organisation, sha256 }: Expectations, entry: string | null): Basis {
  return { kind: 'organisation', organisation, entry, sha256 };
}

function requiredBy({ organisation }: Expectations, { requires }: ExpectationsEntry): Required {
  return { organisation, requirements: requires };
}

/**
 * The person said whom they expect; what their organisation states of this very model counts all the same. What it says of
 * publishers, or does not say, changes nothing then.
 */
export async function holdStated<T extends Stated>(
  answer: T,
  file: Expectations,
  model: Omit<ModelQuestion, 'rootDigest'>,
  ask: Ask,
): Promise<T> {
  const { outcome } = answer;
  const { statement } = outcome;
  if (outcome.kind === 'refused' || statement === null) return answer;
  // What does not hold is so whoever signed.
  if (outcome.signature.signature !== 'valid') return answer;
  const rootDigest = statement.kind === 'model' ? statement.manifest.rootDigest : null;
  const selected = selectEntry(file, { ...model, rootDigest });
  if (selected.kind === 'refused') return { ...answer, outcome: refused(outcome, selected.reason) };
  if (selected.kind === 'publishers') return answer;
  const { entry } = selected;
  const held = await byEntry(file, entry, outcome, ask);
  const requires = requiredBy(file, entry);
  if (agrees(held.outcome)) return { ...answer, requires };
  // A key or root in the file that cannot be used must not go unasked.
  const [told] = reasonsOf(held.outcome).filter(({ code }) => code === 'organisation-differs');
  if (told === undefined && held.outcome.kind === 'refused') return { ...answer, outcome: held.outcome };
  // It holds for whom the person named and for none of these: a signature need not say whose it is.
  const names = told === undefined ? entry.signers.map((signer) => namedBy(signer, held.outcome)) : [];
  const expected = names.filter((name) => name !== null);
  const reason = told ?? differsFrom(file, entry, expected, outcome);
  return { ...answer, requires, outcome: contradicted(outcome, reason, false) };
}

function reasonsOf(outcome: CheckOutcome): readonly Reason[] {
  return outcome.kind === 'refused' ? outcome.reasons : outcome.signature.reasons;
}
