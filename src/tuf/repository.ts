/**
 * Where a repository's files come from. Nothing that it gives is believed.
 * `read` resolves to the bytes of a file, or to null where the repository says that it has none; it rejects with a
 * {@link RepositoryError} where it gave no proper answer, and with the signal's reason when that aborts. More than `maxBytes`
 * is never kept: it rejects with `too-large`.
 */
export interface TrustRepository {
  /** For people: its address, or what it was opened as. */
  readonly name: string;
  /** `path` is relative, of safe parts: a role's file such as `7.root.json`, or a target such as `targets/HASH.trusted_root.json`. */
  readonly read: (path: string, maxBytes: number, signal?: AbortSignal) => Promise<Uint8Array | null>;
}

export class RepositoryError extends Error {
  readonly code: 'unreachable' | 'too-large';

  /** `detail`: the platform's own word, for the person. */
  constructor(code: 'unreachable' | 'too-large', detail: string) {
    super(detail);
    this.code = code;
  }
}
