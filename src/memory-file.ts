import { parsePin, time, type Pin } from './pin.js';
import { parseJson } from './json.js';
import { readCheck, type RememberedCheck } from './remembered-check.js';
import { Malformed, Untrusted } from './untrusted.js';

/** What the page remembers, in one file: to take to another browser. Its parts are claims of whoever wrote it. */
export interface MemoryFile {
  readonly exportedAt: string;
  readonly pins: readonly FiledPin[];
  readonly checks: readonly FiledCheck[];
}

export interface FiledPin {
  readonly pin: Pin;
  /** Of the bundled sample, whose signer is made up. */
  readonly isOfSample: boolean;
}

export interface FiledCheck {
  readonly check: RememberedCheck;
  /** The report as JSON, gzipped: not looked into. Null where it is not there. */
  readonly report: Uint8Array | null;
}

export const MEMORY_FORMAT = 'touchstone-memory';
export const MEMORY_VERSION = 1;
/** How much is read of one. Whoever keeps more writes several files. */
export const MEMORY_BOUNDS = {
  characters: 10 * 2 ** 20,
  pins: 500,
  checks: 2000,
  reportBytes: 4 * 2 ** 20,
} as const;

export type MemoryFileFault =
  | { readonly code: 'import-too-large'; readonly limit: number }
  | { readonly code: 'import-not-json'; readonly detail: string }
  | { readonly code: 'import-too-deep'; readonly limit: number }
  | { readonly code: 'import-duplicate-key'; readonly key: string }
  /** JSON, but not such a file. */
  | { readonly code: 'import-not-memory' }
  | { readonly code: 'import-newer'; readonly version: number }
  | { readonly code: 'import-malformed'; readonly at: string; readonly problem: string };

export function parseMemoryFile(
  text: string,
):
  { readonly ok: true; readonly file: MemoryFile } | { readonly ok: false; readonly fault: MemoryFileFault } {
  const { characters: limit } = MEMORY_BOUNDS;
  if (text.length > limit) return { ok: false, fault: { code: 'import-too-large', limit } };
  const json = parseJson(text);
  if (!json.ok) return { ok: false, fault: jsonFault(json.reasons[0]) };
  try {
    return readFile(new Untrusted(json.value, 'memory'));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const { at, problem } = error;
    return { ok: false, fault: { code: 'import-malformed', at, problem } };
  }
}

function readFile(value: Untrusted): ReturnType<typeof parseMemoryFile> {
  const { value: json } = value;
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== MEMORY_FORMAT)
    return { ok: false, fault: { code: 'import-not-memory' } };
  // First, since a newer one may have anything beside it.
  const version = value.get('schemaVersion').size();
  if (version > MEMORY_VERSION) return { ok: false, fault: { code: 'import-newer', version } };
  value.onlyMembers(['format', 'schemaVersion', 'exportedAt', 'pins', 'checks']);
  const file: MemoryFile = {
    exportedAt: time(value.get('exportedAt')),
    pins: value.get('pins').array(MEMORY_BOUNDS.pins).map(filedPin),
    checks: value.get('checks').array(MEMORY_BOUNDS.checks).map(filedCheck),
  };
  const ids = new Set<string>();
  for (const [at, { check }] of file.checks.entries()) {
    if (ids.has(check.id))
      new Untrusted(null, `memory.checks[${String(at)}].check.id`).fail('is there twice');
    ids.add(check.id);
  }
  return { ok: true, file };
}

function filedPin(value: Untrusted): FiledPin {
  value.onlyMembers(['pin', 'isOfSample']);
  const isOfSample = value.get('isOfSample').boolean();
  const piece = value.get('pin');
  const parsed = parsePin(piece.value);
  if (parsed.ok) return { pin: parsed.pin, isOfSample };
  return new Untrusted(null, `${piece.at}${parsed.at.replace(/^pin/, '')}`).fail(parsed.problem);
}

function filedCheck(value: Untrusted): FiledCheck {
  value.onlyMembers(['check', 'report']);
  return {
    check: readCheck(value.get('check')),
    report: value.optional('report')?.base64(MEMORY_BOUNDS.reportBytes) ?? null,
  };
}

type JsonReason = Extract<ReturnType<typeof parseJson>, { readonly ok: false }>['reasons'][0];

function jsonFault(reason: JsonReason): MemoryFileFault {
  switch (reason.code) {
    case 'bundle-duplicate-key':
      return { code: 'import-duplicate-key', key: reason.key };
    case 'bundle-too-deep':
      return { code: 'import-too-deep', limit: reason.limit };
    case 'bundle-too-long':
      return { code: 'import-too-large', limit: MEMORY_BOUNDS.characters };
    case 'bundle-not-json':
      return { code: 'import-not-json', detail: reason.detail };
    default:
      return { code: 'import-not-json', detail: '' };
  }
}
