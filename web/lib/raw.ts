import { verifyBundle, type Report } from '../../src/index.js';
import type { Choice } from './choice.js';
import { firstLines, layOutJson, type Excerpt } from './json-lines.js';
import { bundleOf, type Sight } from './look.js';
import { problemOf } from './problem.js';
import type { Wording } from './wording.js';

/** What there is to read of a signature: its file, and the payload of its DSSE envelope. */
export type RawPart = 'bundle' | 'statement';

/** What was looked at for a verdict. */
export interface Behind extends Pick<Sight, 'whole' | 'inspection'> {
  readonly choice: Choice;
}

export type Raw =
  | {
      readonly is: 'text';
      /** As it was written, for copying. The attacker's. */
      readonly text: string;
      /** For showing. */
      readonly excerpt: Excerpt;
      /** False where the report has no digest of that file: then it is what lies there now. */
      readonly isCompared: boolean;
    }
  | { readonly is: 'too-long'; readonly bytes: number }
  /** `detail`: null where the file is gone. */
  | { readonly is: 'unreadable'; readonly detail: string | null }
  | { readonly is: 'changed' | 'empty' | 'not-text' | 'no-statement' };

/** What is parsed here takes 5 ms of the page's time for 1 MiB (Node 22). A signature over three thousand files has as much. */
export const MAX_RAW_BYTES = 2 ** 20;
/** Characters of what the check did not find to be JSON: made for it, 1 MiB would take 80 ms to parse. */
const MAX_UNKNOWN = 2 ** 18;

/** Which of them a verdict's signature seems to have; none where it is not known which file that is. */
export function rawParts(report: Report, { choice, inspection }: Behind): readonly RawPart[] {
  if (report.bundle === null) {
    // No signature for the check, but a file that a person may want to read. Not where the model itself was gone.
    const isKnown = choice.signature !== null || inspection.bundles.length === 1;
    return isKnown && report.model.fileCount > 0 ? ['bundle'] : [];
  }
  // One file's signature is over its digest, with no statement about it.
  const claim = report.claim ?? inspection.claims?.claim;
  return claim?.kind === 'file' ? ['bundle'] : ['bundle', 'statement'];
}

/** Reads the file anew. Never rejects: what went wrong is told. */
export async function readRaw(part: RawPart, report: Report, behind: Behind): Promise<Raw> {
  try {
    const file = await signatureFile(report, behind);
    if (file === null) return { is: 'unreadable', detail: null };
    if (file.size > MAX_RAW_BYTES) return { is: 'too-long', bytes: file.size };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const checked = report.bundle?.sha256 ?? null;
    if (checked !== null && (await sha256Of(bytes)) !== checked) return { is: 'changed' };
    const { manifest, claim } = report;
    const isJson = part === 'bundle' ? checked !== null : (manifest ?? claim) !== null;
    return rawOf(part, bytes, { isCompared: checked !== null, isJson });
  } catch (error) {
    const problem = problemOf(error);
    return { is: 'unreadable', detail: 'detail' in problem ? problem.detail : problem.code };
  }
}

async function signatureFile(
  { bundle }: Report,
  { choice, whole, inspection }: Behind,
): Promise<Blob | null> {
  const chosen = await bundleOf(whole, choice.signature);
  if (chosen.bundle !== undefined) return chosen.bundle;
  const path = bundle?.path ?? inspection.bundles[0]?.path;
  return whole.files.find((file) => file.path === path)?.blob ?? null;
}

/**
 * As the check itself computes it, of these bytes and no others; null where they are no bundle. crypto.subtle would need a
 * page that came over TLS.
 */
async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const question = { digest: `sha256:${'0'.repeat(64)}`, trust: { method: 'inspect' } } as const;
  const { bundle, verdict } = await verifyBundle(new Blob([bytes]), question);
  const failed = verdict.reasons.find(({ code }) => code === 'engine-failed');
  if (failed?.code === 'engine-failed') throw new Error(failed.detail);
  return bundle?.sha256 ?? null;
}

interface Known {
  readonly isCompared: boolean;
  /** The check parsed it. */
  readonly isJson: boolean;
}

/** What there is to show of a signature file's bytes. */
export function rawOf(part: RawPart, bytes: Uint8Array, known: Known): Raw {
  const file = fromUtf8(bytes);
  if (part === 'bundle') return textOf(file, known);
  const payload = file === null ? null : payloadIn(file);
  return payload === null ? { is: 'no-statement' } : textOf(fromUtf8(payload), known);
}

function textOf(text: string | null, { isCompared, isJson }: Known): Raw {
  if (text === null) return { is: 'not-text' };
  if (text === '') return { is: 'empty' };
  const isParsed = isJson || (text.length <= MAX_UNKNOWN && parse(text) !== undefined);
  const laidOut = isParsed ? layOutJson(text) : null;
  return { is: 'text', text, excerpt: laidOut ?? firstLines(text), isCompared };
}

/** As in the check: strict, and with a byte order mark that stays. */
function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function payloadIn(file: string): Uint8Array | null {
  const envelope = member(parse(file), 'dsseEnvelope');
  const payload = member(envelope, 'payload');
  return typeof payload === 'string' ? fromBase64(payload) : null;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Either alphabet, as protobuf's JSON mapping allows. */
function fromBase64(text: string): Uint8Array | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return null;
  }
}

/** What stands beside the text, or in its place. May hold the platform's own words. */
export function rawNotes(raw: Raw, { words }: Wording): readonly string[] {
  const terms = words.raw;
  switch (raw.is) {
    case 'text':
      return [
        raw.isCompared ? terms.compared : terms.notCompared,
        ...(raw.text.startsWith(raw.excerpt.text) ? [] : [terms.laidOut]),
      ];
    case 'too-long':
      return [terms.tooLong(raw.bytes)];
    case 'unreadable': {
      const { title, gone, wayOut } = words.problems.signatureLost;
      return [`${title}: ${raw.detail ?? gone}`, wayOut];
    }
    case 'changed':
      return [terms.changed, terms.chooseAgain];
    case 'empty':
      return [terms.empty];
    case 'not-text':
      return [terms.notText];
    case 'no-statement':
      return [terms.noStatement];
  }
}
