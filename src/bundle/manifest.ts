import { fromHex } from '../bytes.js';
import { nameProblem } from '../path.js';
import type { HashAlgorithm, ManifestFacts, ModelHash } from '../report.js';
import { refusal, success, type Result } from '../result.js';

export const PREDICATE_TYPE = 'https://model_signing/signature/v1.0';
/** Written by the reference library v0.2.0 and earlier. */
export const PREDICATE_TYPE_V01 = 'https://model_signing/Digests/v0.1';

/** What was signed: a list of files with their digests, from either format. Everything in it is the signer's word. */
export interface Manifest extends Omit<ManifestFacts, 'fileCount'> {
  /** By name, in manifest order. */
  readonly files: ReadonlyMap<string, SignedFile>;
  /** Members that this version does not know, as paths into the statement. */
  readonly unknownKeys: readonly string[];
}

/** Whole, or in consecutive ranges `[start, end)` from 0 that leave no gap. Digests are lower-case hex. */
export type SignedFile =
  | { readonly kind: 'whole'; readonly digest: string }
  | { readonly kind: 'shards'; readonly size: number; readonly shards: readonly Shard[] };

export interface Shard {
  readonly start: number;
  readonly end: number;
  readonly digest: string;
}

/** In bytes: BLAKE2b is the reference's default of 512 bits. */
const DIGEST_BYTES = { sha256: 32, sha384: 48, sha512: 64, blake2b: 64, blake3: 32 } as const;

const MODEL_HASHES: readonly string[] = ['sha256', 'blake2b', 'blake3'] satisfies ModelHash[];

export function isModelHash(name: string): name is ModelHash {
  return MODEL_HASHES.includes(name);
}

/** The raw digest of one entry: lower-case hex of the algorithm's length. */
export function parseDigest(hex: string, algorithm: HashAlgorithm, name: string): Result<Uint8Array> {
  const bytes = fromHex(hex);
  if (bytes?.length === DIGEST_BYTES[algorithm]) return success(bytes);
  const problem = /[^0-9A-Fa-f]/.test(hex)
    ? 'not-hex'
    : hex.length !== 2 * DIGEST_BYTES[algorithm]
      ? 'length'
      : 'upper-case';
  return refusal({ code: 'digest-malformed', name: name.slice(0, MAX_SHOWN), algorithm, problem });
}

/** What a reason quotes of a longer name. In UTF-16 code units. */
const MAX_SHOWN = 500;

/** The name that the reference gives to the only file of a single-file model (OMS 1.0 §6.2 wants the base name). */
export const SINGLE_FILE_NAME = '.';

/** Whole files by name; refuses unsafe and repeated names. */
export function collectFiles(
  resources: readonly { readonly name: string; readonly digest: string }[],
): Result<ReadonlyMap<string, SignedFile>> {
  const files = new Map<string, SignedFile>();
  for (const { name, digest } of resources) {
    const problem = name === SINGLE_FILE_NAME && resources.length === 1 ? null : nameProblem(name);
    if (problem !== null) return refusal({ code: 'name-unsafe', name: name.slice(0, 500), problem });
    if (files.has(name)) return refusal({ code: 'name-duplicate', name: name.slice(0, MAX_SHOWN) });
    files.set(name, { kind: 'whole', digest });
  }
  return consistent(files);
}

/** A name cannot be a file and a folder at once: no disk could hold both, and one of them would never be checked. */
export function consistent(files: ReadonlyMap<string, SignedFile>): Result<ReadonlyMap<string, SignedFile>> {
  // With the slash as the lowest character, whatever lies in a folder follows the folder's own name. Looking up every folder of
  // every name would take the square of their depth.
  const sorted = Array.from(files.keys(), (name) => name.replaceAll('/', '\0')).sort();
  for (const [i, name] of sorted.entries()) {
    if (sorted[i + 1]?.startsWith(`${name}\0`) === true)
      return refusal({ code: 'name-duplicate', name: name.replaceAll('\0', '/').slice(0, MAX_SHOWN) });
  }
  return success(files);
}
