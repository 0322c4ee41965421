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
  /** The commit, the digest of an artifact's manifest, or what a directory's index calls itself; null where it says nothing. */
  readonly revision: string | null;
}
