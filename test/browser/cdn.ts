/** The one host that connected.html may ask. */
export const CDN = 'tuf-repo-cdn.sigstore.dev';
