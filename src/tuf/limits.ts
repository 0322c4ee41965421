/** How much of a repository is read. All of it is the attacker's until it is verified; the public one's largest file has 12 kB. */
export const TUF_LIMITS = {
  rootBytes: 512 * 1024,
  timestampBytes: 16 * 1024,
  snapshotBytes: 1024 * 1024,
  targetsBytes: 1024 * 1024,
  /** Of the trusted root itself. */
  targetBytes: 1024 * 1024,
  /** Of a whole update, before a further file is asked for. */
  updateMs: 5 * 60 * 1000,
  /** New roots after the anchor (TUF §5.3.3). The public repository had 16 in five years. */
  roots: 256,
  /** Delegated roles that are looked into for one target (TUF §5.6.7.1). */
  delegations: 32,
  keys: 100,
  signatures: 100,
  delegatedRoles: 1000,
  paths: 1000,
  /** Roles in a snapshot, and targets in a list. */
  entries: 10_000,
  nameCharacters: 500,
} as const;
