/** Made at build, by scripts/site/service-worker.mjs. */
declare module '#site' {
  /** Every file of the site but this worker and those for other pages, what it was built as (SHA-256 in hexadecimal), and its media type. */
  export const FILES: readonly (readonly [path: string, sha256: string, type: string])[];
  /** The files for other pages, and what they were built as: not kept, and part of the build. */
  export const FOR_OTHERS: readonly (readonly [path: string, sha256: string])[];
  /** What a host should send with each of them. */
  export const HEADERS: Readonly<Record<string, string>>;
  /** By path, or folder at the top, what some have otherwise than the rest; null: they do not have it. */
  export const OTHER_HEADERS: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** SHA-256 of this worker without it: what tells this build from others. */
  export const BUILD: string;
}
