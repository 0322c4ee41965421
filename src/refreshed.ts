/** A trusted root as an update of trust left it, and where it is from. To be passed on as it is. */
export interface RefreshedRoot {
  /**
   * In whose place it stands: `embedded` for the public Sigstore's that came with this program; else one that the person supplied,
   * by the SHA-256 of its text (hex).
   */
  readonly replaces: string;
  /** The text of the trusted_root.json. */
  readonly trustedRoot: string;
  /** The repository's name for people: its address. */
  readonly repository: string;
  /** Of the repository's root.json by whose keys all else was verified; the others likewise. */
  readonly rootVersion: number;
  readonly timestampVersion: number;
  readonly snapshotVersion: number;
  readonly targetsVersion: number;
  /** ISO 8601, UTC: when an update last ended well, by this machine's clock. */
  readonly updatedAt: string;
}

/** Where the trusted root that counted came from. */
export interface RootOrigin {
  /** `embedded`: came with this program; `refreshed`: out of a repository, verified; `supplied`: the person's own file. */
  readonly source: 'embedded' | 'refreshed' | 'supplied';
  /** `embedded` for the public Sigstore's; else of the trusted root that the person supplied, the SHA-256 of its text (hex). */
  readonly standsFor: string;
  /** The repository's address; null where the person supplied it. */
  readonly repository: string | null;
  /** The version of that repository's root.json; null where the person supplied it. */
  readonly rootVersion: number | null;
  /**
   * ISO 8601, UTC: when it was last known to be the current one: the last update that ended well, or when what is embedded was
   * published. Null where the person supplied it.
   */
  readonly asOf: string | null;
  /** How old that is at the time of the check, in whole days; null where the person supplied it. */
  readonly ageDays: number | null;
}

/** How old trust may be before a report says so. */
export const STALE_TRUST_DAYS = 30;

const DAY_MS = 24 * 3600 * 1000;

/** Either way: a clock that was set back makes nothing younger. */
export function ageInDays(asOf: string, now: number): number {
  return Math.floor(Math.abs(now - Date.parse(asOf)) / DAY_MS);
}
