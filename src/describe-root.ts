import { runDescribe } from './check/client.js';
import type { Note } from './note.js';
import type { Result } from './result.js';

/** What a trusted root says, before anybody relies on it. Names and addresses are its author's: escape them. */
export interface TrustedRootFacts {
  /** Hex, of the text. */
  readonly sha256: string;
  /** Common names and addresses, as the file has them. */
  readonly certificateAuthorities: readonly string[];
  readonly timestampAuthorities: readonly string[];
  readonly logs: readonly string[];
  readonly ctLogs: readonly string[];
  /** Parts of it that cannot be used. */
  readonly unusable: readonly Note[];
}

/**
 * Reads a trusted_root.json, or a client trust config that holds one, as a check would; undefined is the embedded one. Refused as a
 * whole where nothing of it can be used. Rejects only when `signal` aborts or the engine breaks.
 */
export async function describeTrustedRoot(
  trustedRoot: string | object | undefined,
  signal?: AbortSignal,
): Promise<Result<TrustedRootFacts>> {
  return runDescribe(trustedRoot, signal);
}
