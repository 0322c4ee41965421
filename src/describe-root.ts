import { runDescribe } from './check/client.js';
import type { Note, TrustPart } from './note.js';
import { success, type Result } from './result.js';

/** What a trusted root says, before anybody relies on it. Names and addresses are its author's: escape them. */
export interface TrustedRootFacts extends RootParts {
  /** Common names and addresses, as the file has them. */
  readonly certificateAuthorities: readonly string[];
  readonly timestampAuthorities: readonly string[];
  readonly logs: readonly string[];
  readonly ctLogs: readonly string[];
}

/** The same, one by one. */
export interface RootParts {
  /** Hex, of the text. */
  readonly sha256: string;
  readonly parts: readonly TrustedPart[];
  /** Parts of it that cannot be used. */
  readonly unusable: readonly Note[];
}

/** An authority or a log that a trusted root names. */
export interface TrustedPart {
  readonly part: TrustPart;
  /** An authority's common name, or else its root's subject; a log's address. The file's author wrote it. */
  readonly name: string;
  /** SHA-256 in hex: of an authority's lowest certificate, of a log's key. */
  readonly sha256: string;
  /** Such as `ECDSA P-256`; empty where it is of a kind that we do not verify with. */
  readonly key: string;
  /** ISO 8601, UTC: what it signed before, or after its end, does not count. */
  readonly start: string;
  /** Null while it is in use. */
  readonly end: string | null;
}

/**
 * Reads a trusted_root.json, or a client trust config that holds one, as a check would; undefined is the embedded one. Refused as a
 * whole where nothing of it can be used. Rejects only when `signal` aborts or the engine breaks.
 */
export async function describeTrustedRoot(
  trustedRoot: string | object | undefined,
  signal?: AbortSignal,
): Promise<Result<TrustedRootFacts>> {
  const described = await runDescribe(trustedRoot, signal);
  if (!described.ok) return described;
  const { parts } = described.value;
  const named = (which: TrustPart) => parts.filter(({ part }) => part === which).map(({ name }) => name);
  return success({
    ...described.value,
    certificateAuthorities: named('certificate-authority'),
    timestampAuthorities: named('timestamp-authority'),
    logs: named('log'),
    ctLogs: named('ct-log'),
  });
}
