import * as embedded from '#trusted-root';
import { primitives, runDescribe } from './check/client.js';
import { message } from './message.js';
import { STALE_TRUST_DAYS, type RefreshedRoot } from './refreshed.js';
import { Refused, type TrustFault } from './tuf/fault.js';
import { TOP_ROLES } from './tuf/metadata.js';
import type { TrustRepository } from './tuf/repository.js';
import { latestRoot, loadTrusted, readAnchor, type Trusted } from './tuf/trusted.js';
import { update } from './tuf/update.js';

/** The repository of the public Sigstore. */
export const PUBLIC_REPOSITORY = embedded.repository;
/** What this version came with: of when it is (ISO 8601, UTC), and by which root.json of that repository. */
export const EMBEDDED_TRUST = { asOf: embedded.published, rootVersion: embedded.rootVersion } as const;
export { STALE_TRUST_DAYS };

const TARGET = 'trusted_root.json';

/** A Sigstore whose trust can be renewed out of a repository (TUF). Absent: the public one, as this version embeds it. */
export interface TrustAnchor {
  /** Its root.json, as the person got it. Trust begins with it: never out of the repository itself. */
  readonly root: string;
  /** SHA-256 (hex) of the trusted root's text that the person supplied, in whose place what is found stands. */
  readonly replaces: string;
}

export interface TrustQuestion {
  readonly anchor?: TrustAnchor;
  /**
   * What the last update left; null for none. Its signatures are verified anew from the anchor on. Whoever can write it can bring back an
   * older state that was once signed, and change when it was: keep it where others do not write.
   */
  readonly stored: string | null;
  readonly signal?: AbortSignal;
}

export interface TrustUpdateQuestion extends TrustQuestion {
  readonly repository: TrustRepository;
  /** The time to judge by; this machine's clock when absent. */
  readonly now?: Date;
  /** Called with the name of each file that is asked for. */
  readonly onFile?: (file: string) => void;
}

/** What is known of a Sigstore's trust. */
export interface TrustState {
  /** What the last update that ended well has found; null before any, or where this version's own is newer. */
  readonly refreshed: RefreshedRoot | null;
  /** What stood there before it, where that was another text: to tell what changed. */
  readonly previous: { readonly trustedRoot: string; readonly asOf: string } | null;
  /** The latest root.json that was verified. */
  readonly root: RootMetadata;
  /** ISO 8601, UTC: until when what was last seen of the repository holds; null before any update. */
  readonly timestampExpires: string | null;
  /** Something of what was stored did not hold, and was left out. */
  readonly isDamaged: boolean;
}

export interface RootMetadata {
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly expires: string;
  /** How many keys of each role have to sign, and how many there are. */
  readonly roles: readonly { readonly name: string; readonly threshold: number; readonly keys: number }[];
}

export type LoadedTrust =
  | { readonly ok: true; readonly state: TrustState }
  /** The anchor is none. */
  | { readonly ok: false; readonly fault: TrustFault };

export interface TrustUpdate {
  /** Why it was refused; null where it ended well. */
  readonly fault: TrustFault | null;
  /** To be kept in place of `stored`, also after a fault: what was verified until then may not be rolled back any more. */
  readonly stored: string | null;
  /** By what is kept now; what was good stays good after a fault. Null where the anchor is none. */
  readonly state: TrustState | null;
}

/** Reads what was stored. Rejects only when `signal` aborts or the platform breaks. */
export async function loadTrust({ anchor, stored, signal }: TrustQuestion): Promise<LoadedTrust> {
  try {
    const tools = primitives(signal);
    const first = await readAnchor(anchor?.root ?? embedded.root, tools);
    const trusted = await loadTrusted(first, stored, TARGET, tools);
    return { ok: true, state: stateOf(trusted, anchor) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault };
    throw error;
  }
}

/**
 * Asks a repository for the current trusted root, by the rules of The Update Framework (specification 1.0, §5): new roots by
 * the keys of those before, nothing older than was seen, nothing whose time is over, nothing but what was signed. Every refusal is
 * an outcome. Rejects only when `signal` aborts or the platform breaks.
 */
export async function updateTrust(question: TrustUpdateQuestion): Promise<TrustUpdate> {
  const { anchor, stored, repository, now = new Date(), signal, onFile } = question;
  const outcome = await update({
    anchor: anchor?.root ?? embedded.root,
    stored,
    repository,
    now,
    target: TARGET,
    primitives: primitives(signal),
    problemOf: async (text) => {
      const described = await runDescribe(text, signal);
      return described.ok ? null : message(described.reasons[0]).text;
    },
    before: anchor === undefined ? { target: embedded.json, updatedAt: embedded.published } : null,
    signal,
    onFile,
  });
  const loaded = await loadTrust({ ...question, stored: outcome.stored });
  return { ...outcome, state: loaded.ok ? loaded.state : null };
}

function stateOf(trusted: Trusted, anchor: TrustAnchor | undefined): TrustState {
  const { good: verified, timestamp, isDamaged } = trusted;
  const root = latestRoot(trusted);
  const { roles } = root.body;
  const found = verified?.good ?? null;
  // What this version brings may be younger than the last update: then it counts until the next one.
  const isOlder = anchor === undefined && found !== null && found.updatedAt < embedded.published;
  const good = isOlder ? null : found;
  return {
    refreshed:
      good === null
        ? null
        : {
            replaces: anchor?.replaces ?? 'embedded',
            trustedRoot: good.target,
            repository: good.repository,
            rootVersion: good.rootVersion,
            timestampVersion: good.timestampVersion,
            snapshotVersion: good.snapshotVersion,
            targetsVersion: verified?.targetsVersion ?? 0,
            updatedAt: good.updatedAt,
          },
    previous:
      good?.previous == null ? null : { trustedRoot: good.previous.target, asOf: good.previous.updatedAt },
    root: {
      version: root.version,
      expires: root.expires.toISOString(),
      roles: TOP_ROLES.map((name) => ({
        name,
        threshold: roles[name].threshold,
        keys: roles[name].keys.size,
      })),
    },
    timestampExpires: timestamp?.expires.toISOString() ?? null,
    isDamaged,
  };
}
