import { parsePin, parseRememberedCheck, type Pin, type RememberedCheck } from '../../src/index.js';
import type { Damage, Damaged } from './fault.js';
import type { Seal } from './seal.js';

/** A pin as it is kept. */
export interface KeptPin extends Pin {
  readonly id: string;
  /** ISO 8601; null where it was pinned here. */
  readonly importedAt: string | null;
  /** Of the bundled sample, whose signer is made up: it says nothing of other models. */
  readonly isOfSample: boolean;
}

/** A check as it is kept. */
export interface KeptCheck extends RememberedCheck {
  /** ISO 8601; null where it was made here. */
  readonly importedAt: string | null;
  /** The report as JSON is kept too. */
  readonly hasReport: boolean;
  /** Of the recent folders, the one that was checked. */
  readonly folderId: string | null;
}

/** A check that was imported, to be kept beside those made here. */
export interface ImportedCheck {
  readonly check: KeptCheck;
  readonly report: Blob | null;
}

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly damage: Damage };

/** Without what is kept beside it. */
export function pinOf({ name, scope, signer, pinnedAt, isConfirmed, earlier }: Pin): Pin {
  return { name, scope, signer, pinnedAt, isConfirmed, earlier };
}

export function checkOf({
  importedAt: _,
  folderId: __,
  hasReport: ___,
  ...check
}: KeptCheck): RememberedCheck {
  return check;
}

export async function pinRow(kept: KeptPin, seal: Seal): Promise<unknown> {
  const { id, importedAt, isOfSample } = kept;
  const row = { kind: 'pin', id, importedAt, isOfSample, pin: pinOf(kept) };
  return { ...row, seal: await seal.over(row) };
}

export async function readPinRow(id: string, stored: unknown, seal: Seal): Promise<Read<KeptPin>> {
  const row = fieldsOf(stored);
  const { importedAt, isOfSample } = row;
  const parsed = parsePin(row['pin']);
  if (!parsed.ok)
    return { ok: false, damage: { code: 'pin-malformed', at: parsed.at, problem: parsed.problem } };
  if (!isTimeOrNull(importedAt) || typeof isOfSample !== 'boolean')
    return {
      ok: false,
      damage: { code: 'pin-malformed', at: 'pin', problem: 'is not as this page keeps it' },
    };
  // Over what was read, and the key under which it lay.
  const sealed = { kind: 'pin', id, importedAt, isOfSample, pin: parsed.pin };
  if (!(await seal.holds(sealed, row['seal']))) return { ok: false, damage: { code: 'pin-seal-broken' } };
  return { ok: true, value: { ...parsed.pin, id, importedAt, isOfSample } };
}

export async function checkRow(kept: KeptCheck, seal: Seal): Promise<unknown> {
  const { importedAt, folderId, hasReport } = kept;
  const row = { kind: 'check', importedAt, folderId, hasReport, check: checkOf(kept) };
  return { ...row, seal: await seal.over(row) };
}

export async function readCheckRow(id: string, stored: unknown, seal: Seal): Promise<Read<KeptCheck>> {
  const row = fieldsOf(stored);
  const { importedAt, folderId, hasReport } = row;
  const parsed = parseRememberedCheck(row['check']);
  if (!parsed.ok)
    return { ok: false, damage: { code: 'check-malformed', at: parsed.at, problem: parsed.problem } };
  const isOurs = parsed.check.id === id && (folderId === null || typeof folderId === 'string');
  if (!isOurs || !isTimeOrNull(importedAt) || typeof hasReport !== 'boolean')
    return {
      ok: false,
      damage: { code: 'check-malformed', at: 'check', problem: 'is not as this page keeps it' },
    };
  const sealed = { kind: 'check', importedAt, folderId, hasReport, check: parsed.check };
  if (!(await seal.holds(sealed, row['seal']))) return { ok: false, damage: { code: 'check-seal-broken' } };
  return { ok: true, value: { ...parsed.check, importedAt, folderId, hasReport } };
}

/** As `toISOString` writes it. */
export function now(): string {
  return new Date().toISOString();
}

/** So many at a time: the seals are looked at elsewhere, and meanwhile the page has its turn. */
const PER_TURN = 100;

/** Reads all rows of a store, in the order of their keys. */
export async function readRows<T>(
  ids: readonly string[],
  rows: readonly unknown[],
  read: (id: string, row: unknown) => Promise<Read<T>>,
): Promise<{ readonly whole: readonly T[]; readonly damaged: readonly Damaged[] }> {
  const whole: T[] = [];
  const damaged: Damaged[] = [];
  for (let at = 0; at < ids.length; at += PER_TURN) {
    const some = ids.slice(at, at + PER_TURN);
    const done = await Promise.all(some.map((id, i) => read(id, rows[at + i])));
    for (const [i, row] of done.entries()) {
      if (row.ok) whole.push(row.value);
      else damaged.push({ id: some[i] ?? '', damage: row.damage });
    }
  }
  return { whole, damaged };
}

/** None where it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isTimeOrNull(value: unknown): value is string | null {
  if (value === null) return true;
  return typeof value === 'string' && value.length < 40 && !Number.isNaN(Date.parse(value));
}
