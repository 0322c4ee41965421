import type { Claimed } from './claimed.js';
import type { Hasher } from './hash/hasher.js';
import type { DirectoryEntry } from './model/dropped.js';
import type { ListedModel } from './model/list.js';
import type { Expectations } from './expectations/expectations.js';
import type { Pin } from './pin.js';
import type { RefreshedRoot } from './refreshed.js';
import type { RemoteAnswer } from './remote/remote-model.js';
import type { ModelFacts } from './report.js';

/** What `verifyModel` is asked. */
export interface VerifyRequest {
  /** The model: see {@link ModelInput}. Never modified, never sent anywhere. */
  readonly model: ModelInput;
  /** The Sigstore bundle. Absent, it is found among the model's files by content. */
  readonly bundle?: BundleInput;
  /** What the caller knows of how an iterable of entries was listed; other models tell by themselves. */
  readonly listing?: Listing;
  /** For `inspect`, a confirmed pin that agrees stands for whom the person expects. */
  readonly trust: TrustInput | ExpectationsTrust;
  /** Whom a page or a link says to expect: asked where `trust` is `inspect` and no pin decides, and never enough for `verified`. */
  readonly claimed?: Claimed | undefined;
  /**
   * Signers whom the person had remembered: those for models of this one's name, which bind whatever `trust` says, and those
   * of publishers. Never out of the model, its bundle or a link.
   */
  readonly pins?: readonly Pin[];
  /**
   * An organisation's file: an entry that is about this model binds whatever `trust` says, with all that it asks for. Loaded by the
   * person, or by whoever runs the site: never out of a model or a link.
   */
  readonly expectations?: Expectations;
  /** Relative paths, each with its subtree, to leave out unless the manifest lists them. No globs. */
  readonly ignorePaths?: readonly string[];
  /**
   * Relative paths, each with its subtree: only these are checked, and the verdict is `partial` at best. All when absent.
   */
  readonly only?: readonly string[];
  /** List files that the manifest does not name, but do not fail for them. */
  readonly ignoreUnsignedFiles?: boolean;
  /**
   * What updates of trust have found ({@link loadTrust}): stands in for the embedded trusted root, and for ones that `trust`, pins or
   * expectations carry.
   */
  readonly refreshed?: readonly RefreshedRoot[] | undefined;
  /** From how many days on the age of a trusted root is a caveat; 30 when absent. */
  readonly staleTrustDays?: number | undefined;
  /** The time to judge validity at; this machine's clock when absent. */
  readonly now?: Date;
  /** Replaces the built-in workers, for instance by a platform's native hashing. */
  readonly hasher?: Hasher;
  /** Aborting rejects the promise with the signal's reason at once. */
  readonly signal?: AbortSignal;
  /** Called at most about ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * A model is a folder or a single file:
 * - a `FileSystemDirectoryHandle` or `FileSystemFileHandle`;
 * - a folder that was dropped, as entry and handle: together they see more than either ({@link DroppedFolder});
 * - a `FileList` or `File[]` (with `webkitRelativePath` it is a folder, whose first part is the folder's own name);
 * - an iterable of entries, paths relative to the model. One such entry without a `/` may be a single-file model;
 * - what {@link openRemote} answered, whatever it was: the files are streamed, and nothing is kept;
 * - what {@link openModel} made of one of these, so that it need not be listed twice.
 */
export type ModelInput =
  | FileSystemDirectoryHandle
  | FileSystemFileHandle
  | DroppedFolder
  | FileList
  | Iterable<File>
  | Iterable<ModelEntry>
  | AsyncIterable<ModelEntry>
  | RemoteAnswer
  | OpenedModel;

/** A model that has been listed: each file opened, none read. To be passed on as it is. */
export type OpenedModel = ListedModel;

/**
 * One thing that a listing found. `open` gives its bytes as they are on the disk now, and is asked once more after the
 * check: prefer it over `blob`, which is what it was. It rejects where the thing cannot be opened; that is a finding about
 * this one path.
 */
export type ModelEntry = EntryName & ({ readonly open: () => Promise<Blob> } | { readonly blob: Blob });

interface EntryName {
  /** Relative to the model, `/`-separated. */
  readonly path: string;
  /** `file` when absent. */
  readonly kind?: EntryKind;
}

/**
 * Only files, and links inside the model where the signer allowed links, are ever read. `folder`: one that could not be
 * listed (`open` rejects and says why); what is in it went unseen. `other`: a pipe, a socket, a device.
 */
export type EntryKind = 'file' | 'link-inside' | 'link-outside' | 'link-broken' | 'folder' | 'other';

/**
 * A folder out of a drop event. `entry` (`webkitGetAsEntry()`) shows names that a handle hides; `handle`
 * (`getAsFileSystemHandle()`), where the browser gives one, opens files ten times faster.
 */
export interface DroppedFolder {
  readonly entry: DirectoryEntry;
  readonly handle?: FileSystemDirectoryHandle | null;
}

export interface Listing {
  readonly source: 'entries' | 'file-system';
  /** Whether the entries are a folder's or one single file; told by the paths when absent. */
  readonly kind?: ModelFacts['kind'];
  /** The folder's own name. */
  readonly name?: string;
  readonly cannotSee?: ModelFacts['cannotSee'];
  /** Lists the same model anew, so that the check can see at its end whether files came or went. */
  readonly again?: () => AsyncIterable<ModelEntry>;
}

export type BundleInput = Blob | string | object;

/** Whom the person expects, and what they trust to vouch for them. Never taken from the model, its bundle or a link. */
export type TrustInput = SigstoreTrust | KeyTrust | CertificateTrust | InspectTrust;

/** A person or a workflow, confirmed by `issuer`. Both are compared byte for byte. */
export type SigstoreTrust = {
  readonly method: 'sigstore';
  readonly issuer: string;
  /** A trusted_root.json, or a client trust config that holds one; the embedded one of the public Sigstore when absent. */
  readonly trustedRoot?: string | object;
} & (
  | { readonly identity: string; readonly identityPattern?: undefined }
  /** Anchored at both ends. `*` stands for any characters but `/`, `**` for any at all; everything else for itself. */
  | { readonly identityPattern: string; readonly identity?: undefined }
);

export interface KeyTrust {
  readonly method: 'key';
  /**
   * PEM SubjectPublicKeyInfo; ECDSA P-256, P-384 or P-521. For bundles other than OMS also RSA (2048 bits and more) and
   * Ed25519.
   */
  readonly publicKey: string;
  /**
   * A trusted_root.json: log entries that the bundle brings must then be of logs that it knows. Absent, they are held against
   * the embedded root where that knows their log.
   */
  readonly trustedRoot?: string | object;
}

/** At least one of `roots` and the fingerprints. Whatever is given must hold. */
export interface CertificateTrust {
  readonly method: 'certificate';
  /** PEM. Only self-signed certificates among them are anchors. */
  readonly roots?: string | readonly string[];
  /** The signer's whole distinguished name (RFC 4514), an alternative name, or the only common name; exactly. */
  readonly subject?: string;
  /** An e-mail address, URI or host name among the signer's alternative names; exactly. */
  readonly subjectAltName?: string;
  /**
   * SHA-256 of a certificate's DER, hex; colons and upper case are allowed. A pinned certificate must be the signer's own, or
   * stand between it and the root. Without `roots`, the path ends at the pinned one.
   */
  readonly leafFingerprint?: string;
  readonly intermediateFingerprint?: string;
}

/** Whom an organisation expects, by its file. Loaded by the person, or by whoever runs the site: never out of a model or a link. */
export interface ExpectationsTrust {
  readonly method: 'expectations';
  /** As {@link parseExpectations} read it. */
  readonly expectations: Expectations;
}

export interface InspectTrust {
  readonly method: 'inspect';
  readonly trustedRoot?: string | object;
}

export interface Progress {
  /** `looking-again`: everything is hashed; did anything on the disk change meanwhile? */
  readonly phase: 'listing' | 'signature' | 'hashing' | 'looking-again';
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Over the last few seconds; 0 until it is known. */
  readonly bytesPerSecond: number;
  /** Null until it can be said honestly. */
  readonly secondsLeft: number | null;
  /** The largest files that are being hashed now, at most four. */
  readonly current: readonly FileProgress[];
}

export interface FileProgress {
  /** The attacker's: escape it. */
  readonly path: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}
