/** Who keeps a model on a network. `directory`: any web server, with an index file of ours (docs/hubs.md). */
export type RemoteKind = 'hugging-face' | 'directory' | 'oci';

/** Where on a network a model lies. All of it is the host's word, and may be the attacker's: escape it. */
export interface RemoteFacts {
  /** Which protocol the host speaks. */
  readonly kind: RemoteKind;
  /** As it can be asked for again, with the exact revision where there is one. */
  readonly address: string;
  /** Host name, and port where it is not the usual one. */
  readonly host: string;
  /** The commit, or the digest of an artifact's manifest; null where the host may serve something else tomorrow. */
  readonly revision: string | null;
}
