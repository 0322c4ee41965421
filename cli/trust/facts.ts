import {
  describeTrustedRoot,
  EMBEDDED_TRUST,
  loadTrust,
  message,
  PUBLIC_REPOSITORY,
  type RefreshedRoot,
  type RootMetadata,
  type TrustedPart,
  type TrustAnchor,
  type TrustState,
} from '../../src/index.js';
import { InputError } from '../error.js';
import { changesOf, type Change } from './changes.js';
import { replacesOf, type Kept, type OwnSigstore } from './store.js';

/** What is trusted of one Sigstore, for people and as JSON. Names are somebody else's: escape them. */
export interface TrustFactsOfOne {
  /** `embedded` for the public Sigstore; else SHA-256 of the trusted root that the person got. */
  readonly replaces: string;
  /** Where it is kept; null where nothing is. */
  readonly file: string | null;
  /** Something that was kept does not hold, and is not used. */
  readonly isDamaged: boolean;
  readonly source: 'embedded' | 'refreshed' | 'supplied';
  /** Null where the person supplied it, and no update has ended well. */
  readonly repository: string | null;
  /** ISO 8601, UTC: when it was last known to be the current one. */
  readonly asOf: string | null;
  readonly ageDays: number | null;
  /** The latest root.json that was verified. */
  readonly root: RootMetadata;
  readonly versions: Pick<RefreshedRoot, 'timestampVersion' | 'snapshotVersion' | 'targetsVersion'> | null;
  /** ISO 8601, UTC: until when what was last seen of the repository holds. */
  readonly timestampExpires: string | null;
  readonly parts: readonly TrustedPart[];
  /** What the last update that changed something has changed. */
  readonly lastChange: { readonly since: string; readonly changes: readonly Change[] } | null;
}

const DAY_MS = 24 * 3600 * 1000;

export function anchorOf(own: OwnSigstore | null): { anchor?: TrustAnchor } {
  return own === null ? {} : { anchor: { root: own.root, replaces: replacesOf(own.trustedRoot) } };
}

/** Reads what is kept, anew from the anchor on. Null where the anchor itself is none. */
export async function loadKept({ own, trust }: Kept, signal: AbortSignal): Promise<TrustState | null> {
  const loaded = await loadTrust({ ...anchorOf(own), stored: trust, signal });
  return loaded.ok ? loaded.state : null;
}

export async function factsOf(
  own: OwnSigstore | null,
  state: TrustState,
  file: string | null,
  now: Date,
  signal: AbortSignal,
): Promise<TrustFactsOfOne> {
  const { refreshed, previous, root, timestampExpires, isDamaged } = state;
  const parts = await partsOf(trustedRootOf(own, state), signal);
  const asOf = refreshed?.updatedAt ?? (own === null ? EMBEDDED_TRUST.asOf : null);
  return {
    replaces: own === null ? 'embedded' : replacesOf(own.trustedRoot),
    file,
    isDamaged,
    source: refreshed !== null ? 'refreshed' : own === null ? 'embedded' : 'supplied',
    repository: refreshed?.repository ?? (own === null ? PUBLIC_REPOSITORY : null),
    asOf,
    ageDays: asOf === null ? null : Math.floor(Math.abs(now.getTime() - Date.parse(asOf)) / DAY_MS),
    root,
    versions:
      refreshed === null
        ? null
        : {
            timestampVersion: refreshed.timestampVersion,
            snapshotVersion: refreshed.snapshotVersion,
            targetsVersion: refreshed.targetsVersion,
          },
    timestampExpires,
    parts,
    lastChange:
      previous === null
        ? null
        : { since: previous.asOf, changes: changesOf(await partsOf(previous.trustedRoot, signal), parts) },
  };
}

/** The text of the trusted root that counts; undefined for the one that came with this program. */
function trustedRootOf(own: OwnSigstore | null, { refreshed }: TrustState): string | undefined {
  return refreshed?.trustedRoot ?? own?.trustedRoot;
}

async function partsOf(
  trustedRoot: string | undefined,
  signal: AbortSignal,
): Promise<readonly TrustedPart[]> {
  const described = await describeTrustedRoot(trustedRoot, signal);
  if (described.ok) return described.value.parts;
  const { text, wayOut } = message(described.reasons[0]);
  throw new InputError(`${text} ${wayOut}`);
}
