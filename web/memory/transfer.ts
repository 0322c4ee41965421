import {
  isCalled,
  MEMORY_BOUNDS,
  MEMORY_FORMAT,
  MEMORY_VERSION,
  type FiledCheck,
  type FiledPin,
  type MemoryFile,
} from '../../src/index.js';
import { gunzip, sha256 } from './gzip.js';
import { inOneForm } from './one-form.js';
import { checkOf, pinOf, type ImportedCheck, type KeptCheck, type KeptPin } from './rows.js';
import { canonicalJson } from './seal.js';

/** What an export holds. */
export interface Exported {
  readonly blob: Blob;
  /** Reports that did not fit: the file has to stay one that can be imported. */
  readonly withoutReport: number;
}

/** Room for what stands around the reports. */
const MARGIN = 64 * 2 ** 10;

/** `reportOf`: gzipped; null where it is not wanted or not there. */
export async function exportMemory(
  pins: readonly KeptPin[],
  checks: readonly KeptCheck[],
  exportedAt: string,
  reportOf: (check: KeptCheck) => Promise<Blob | null>,
): Promise<Exported> {
  const filedPins = pins.map((kept) => JSON.stringify(filedOf(kept)));
  const filedChecks = checks.map((kept) => JSON.stringify(checkOf(kept)));
  let room =
    MEMORY_BOUNDS.characters -
    MARGIN -
    [...filedPins, ...filedChecks].reduce((sum, text) => sum + text.length + 40, 0);
  let withoutReport = 0;
  const entries: string[] = [];
  for (const [at, kept] of checks.entries()) {
    const packed = await reportOf(kept);
    const base64 = packed === null ? null : await base64Of(packed, Math.min(room, reportLimit()));
    if (packed !== null && base64 === null) withoutReport += 1;
    room -= base64?.length ?? 0;
    const report = base64 === null ? 'null' : `"${base64}"`;
    entries.push(`{"check":${filedChecks[at] ?? 'null'},"report":${report}}`);
  }
  const head = { format: MEMORY_FORMAT, schemaVersion: MEMORY_VERSION, exportedAt };
  const list = (items: readonly string[]): string =>
    items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n]`;
  const text = `${JSON.stringify(head).slice(0, -1)},\n"pins": ${list(filedPins)},\n"checks": ${list(entries)}}\n`;
  return { blob: new Blob([text], { type: 'application/json' }), withoutReport };
}

/** In characters of base64. */
function reportLimit(): number {
  return Math.floor(MEMORY_BOUNDS.reportBytes / 3) * 4;
}

async function base64Of(content: Blob, limit: number): Promise<string | null> {
  if (Math.ceil(content.size / 3) * 4 > limit) return null;
  const bytes = new Uint8Array(await content.arrayBuffer());
  const pieces: string[] = [];
  // A multiple of three, so that the pieces fit together.
  for (let at = 0; at < bytes.length; at += 0x6000)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  return pieces.join('');
}

/** What would become of a file's parts, beside what is here already. */
export interface Plan {
  readonly exportedAt: string;
  readonly pins: readonly FiledPin[];
  /** As many as are here already, alike. */
  readonly knownPins: number;
  /** Another signer here who counts for the same models: added only where the person says so. */
  readonly conflicts: readonly Conflict[];
  readonly checks: readonly FiledCheck[];
  readonly knownChecks: number;
  /** Checks here of the same id that say something else. They stay. */
  readonly otherChecks: number;
}

export interface Conflict {
  readonly filed: FiledPin;
  readonly here: KeptPin;
}

export function planImport(file: MemoryFile, pins: readonly KeptPin[], checks: readonly KeptCheck[]): Plan {
  const conflicts: Conflict[] = [];
  const added = new Map<string, FiledPin>();
  // Once each: a pin may hold a whole trusted root.
  const here = pins.map((kept) => ({
    kept,
    alike: canonicalJson(withoutNames(filedOf(kept))),
    signer: canonicalJson(inOneForm(kept.signer)),
  }));
  let knownPins = 0;
  for (const filed of file.pins) {
    const alike = canonicalJson(withoutNames(filed));
    const signer = canonicalJson(inOneForm(filed.pin.signer));
    if (here.some((one) => one.alike === alike) || added.has(alike)) {
      knownPins += 1;
      continue;
    }
    const rival = here.find((one) => one.signer !== signer && isRival(filed, one.kept))?.kept;
    // A claim here does not become confirmed by a file that calls more models so.
    const isClaimHere = here.some((one) => one.signer === signer && !one.kept.isConfirmed);
    const safe = isClaimHere ? { ...filed, pin: { ...filed.pin, isConfirmed: false } } : filed;
    if (rival === undefined) added.set(alike, safe);
    else conflicts.push({ filed: safe, here: rival });
  }
  const kept = new Map(checks.map((check) => [check.id, canonicalJson(checkOf(check))]));
  const known = file.checks.filter(({ check }) => kept.has(check.id));
  const others = known.filter(({ check }) => kept.get(check.id) !== canonicalJson(check));
  return {
    exportedAt: file.exportedAt,
    pins: [...added.values()],
    knownPins,
    conflicts,
    checks: file.checks.filter(({ check }) => !kept.has(check.id)),
    knownChecks: known.length - others.length,
    otherChecks: others.length,
  };
}

/** Another signer who would count for the same models. Which names two patterns share is not told: then they may. */
function isRival({ pin, isOfSample }: FiledPin, kept: KeptPin): boolean {
  if (isOfSample !== kept.isOfSample) return false;
  const [one, other] = [pin.scope, kept.scope];
  if (one.kind === 'publisher' || other.kind === 'publisher')
    return one.kind !== other.kind || pin.name === kept.name;
  const isPattern = (name: string): boolean => name.includes('*');
  return one.names.some((name) =>
    other.names.some((its) =>
      isPattern(name) && isPattern(its) ? true : isCalled(name, [its]) || isCalled(its, [name]),
    ),
  );
}

function filedOf(kept: KeptPin): FiledPin {
  return { pin: pinOf(kept), isOfSample: kept.isOfSample };
}

/** Alike in this, two are one and the same pin. An unconfirmed one does not become confirmed by a file. */
function withoutNames({ pin: { scope, signer }, isOfSample }: FiledPin): unknown {
  return { scope, signer, isOfSample };
}

/** With the reports that are what their checks say; `dropped` counts the others. */
export async function openChecks(
  filed: readonly FiledCheck[],
  importedAt: string,
): Promise<{ readonly checks: readonly ImportedCheck[]; readonly dropped: number }> {
  const checks: ImportedCheck[] = [];
  let dropped = 0;
  for (const { check, report } of filed) {
    const packed = report === null ? null : new Blob([new Uint8Array(report)]);
    const json = packed === null ? null : await gunzip(packed);
    const isIt = json !== null && (await sha256(json)) === check.reportSha256;
    if (packed !== null && !isIt) dropped += 1;
    const kept = { ...check, importedAt, folderId: null, hasReport: isIt };
    checks.push({ check: kept, report: isIt ? packed : null });
  }
  return { checks, dropped };
}
