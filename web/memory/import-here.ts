import type { Got } from './fault.js';
import { memory } from './memory.svelte.js';
import { now } from './rows.js';
import { openChecks, type Conflict, type Plan } from './transfer.js';

export interface Imported {
  readonly pins: number;
  readonly checks: number;
  /** Reports that were not those of their checks. */
  readonly dropped: number;
}

/** What the person said of a plan. */
export interface Agreed {
  /** Those that are added all the same. */
  readonly conflicts: readonly Conflict[];
  /** Whether what was confirmed where the file was made counts as confirmed here; else all of it are claims. */
  readonly isOwn: boolean;
}

/** Adds what the plan says, and what was agreed. Checks that were made here are never replaced. */
export async function importHere(plan: Plan, { conflicts, isOwn }: Agreed): Promise<Got<Imported>> {
  const importedAt = now();
  const { checks, dropped } = await openChecks(plan.checks, importedAt);
  const pins = [...plan.pins, ...conflicts.map(({ filed }) => filed)].map(({ pin, isOfSample }) => ({
    pin: { ...pin, isConfirmed: pin.isConfirmed && isOwn },
    isOfSample,
  }));
  if (pins.length > 0) {
    const done = await memory.pins.addImported(pins, importedAt);
    if (!done.ok) return done;
  }
  if (checks.length > 0) {
    const done = await memory.history.addImported(checks);
    if (!done.ok) return done;
  }
  return { ok: true, value: { pins: pins.length, checks: checks.length, dropped } };
}
