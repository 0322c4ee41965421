// What the built page may do, and what its host says along with it. The only place where it stands.

/**
 * Run its own code, style itself, and fetch from where it was served (the sample). It can load nothing else and send
 * nothing anywhere else.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Sent with every file of the site. @type {Readonly<Record<string, string>>} */
export const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
};
