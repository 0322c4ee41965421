import type {
  BundleOptions,
  CertificateSigner,
  EntryOptions,
  SigstoreBundle,
  TimestampOptions,
} from './bundle-options.js';
import type { ForgedSigstore } from './sigstore.js';

/** Makes one thing wrong with the bundle that was asked for. */
export type Fault = (options: BundleOptions, sigstore: ForgedSigstore) => BundleOptions;

/** In all the entries, so that no sound one is left beside it; `at` is when the certificate begins. */
export const inEntries =
  (change: (entry: EntryOptions, sigstore: ForgedSigstore, at: Date) => EntryOptions): Fault =>
  (options, sigstore) => {
    const { at = sigstore.at, entries = [{}] } = options;
    return { ...options, entries: entries.map((entry) => ({ ...entry, ...change(entry, sigstore, at) })) };
  };

/** In all the timestamps, of which there is one if none was asked for. */
export const inTimestamps =
  (change: (options: BundleOptions, sigstore: ForgedSigstore) => TimestampOptions): Fault =>
  (options, sigstore) => ({
    ...options,
    timestamps: (options.timestamps ?? [{}]).map((token) => ({ ...token, ...change(options, sigstore) })),
  });

/** In a signer with a certificate; what belongs to a managed key is not carried over. */
export const inSigner =
  (change: (options: BundleOptions, sigstore: ForgedSigstore) => CertificateSigner): Fault =>
  (options, sigstore) => {
    const own = options.signer?.type === 'key' ? {} : options.signer;
    return { ...options, signer: { ...own, ...change(options, sigstore) } };
  };

/** In the finished bundle, after any other change. */
export const inBundle =
  (change: (bundle: SigstoreBundle) => void): Fault =>
  (options) => ({
    ...options,
    spoil: (bundle) => {
      options.spoil?.(bundle);
      change(bundle);
    },
  });
