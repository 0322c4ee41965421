// What the built pages may do, and what their host says along with them. The only place where it stands.

/**
 * Run its own code, style itself, and fetch from where it was served, or from there too. It can load nothing else
 * and send nothing anywhere else. What is not named falls under `default-src`: no fonts, frames, media, objects.
 * @param {{ readonly elsewhere?: readonly string[], readonly workers?: string, readonly types?: string }} [more] `elsewhere`: whom
 *   it may ask; `workers`: from where they may start besides; `types`: more policies for what the browser takes as code
 */
const app = ({ elsewhere = [], workers = '', types = '' } = {}) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    ["connect-src 'self'", ...elsewhere].join(' '),
    `worker-src 'self'${workers}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    // No text becomes markup or code, but by two rules: Svelte's for its own templates, and ours for the addresses of
    // workers (web/lib/trusted-types.ts).
    "require-trusted-types-for 'script'",
    `trusted-types svelte-trusted-html default${types}`,
  ].join('; ');

/** The page that checks, and with it every file that has no other policy: workers go by that of their own file. */
const APP = app();

/**
 * The one page that may ask others: hosts of models, and the public Sigstore's repository of trust. Hubs send on to storage at
 * addresses that nobody knows beforehand, so any host may be one, on this machine without encryption too. The worker that fetches is
 * started out of its bytes and goes by this policy; by its own file's, which is that of the other pages, it could ask nobody.
 */
const CONNECTED = app({
  elsewhere: ['https:', 'http://localhost:*', 'http://127.0.0.1:*'],
  workers: ' blob:',
  types: ' touchstone-stream',
});

/** Text and a style sheet. */
const TEXT = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * What each page says of itself, in a meta element: it holds wherever the page is served, or opened from. Such an
 * element cannot forbid being framed, nor does it bind workers: those go by what came with their own file.
 * @type {Readonly<Record<'index.html' | 'connected.html' | 'embed.html' | 'security.html', string>>}
 */
export const POLICIES = {
  'index.html': APP,
  'connected.html': CONNECTED,
  // What it checks comes from the page around it, by message: it fetches nothing from elsewhere either.
  'embed.html': APP,
  'security.html': TEXT,
};

/** The same as a header says it. @param {string} policy */
const sent = (policy) => `${policy}; frame-ancestors 'none'`;

/** What the page uses: copying on a click, and a screen that stays on during a check. The rest is off, by name. */
const OFF = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'captured-surface-control'],
  ...[
    'clipboard-read',
    'compute-pressure',
    'cross-origin-isolated',
    'deferred-fetch',
    'deferred-fetch-minimal',
  ],
  ...[
    'digital-credentials-create',
    'digital-credentials-get',
    'display-capture',
    'encrypted-media',
    'fullscreen',
  ],
  ...[
    'gamepad',
    'geolocation',
    'gyroscope',
    'hid',
    'identity-credentials-get',
    'idle-detection',
    'keyboard-map',
  ],
  ...[
    'local-fonts',
    'local-network',
    'local-network-access',
    'loopback-network',
    'magnetometer',
    'microphone',
  ],
  ...['midi', 'otp-credentials', 'payment', 'picture-in-picture', 'private-state-token-issuance'],
  ...[
    'private-state-token-redemption',
    'publickey-credentials-create',
    'publickey-credentials-get',
    'serial',
  ],
  ...['speaker-selection', 'storage-access', 'sync-xhr', 'usb', 'window-management', 'xr-spatial-tracking'],
];

/** With every file of the site. @type {Readonly<Record<string, string>>} */
export const HEADERS = {
  'Content-Security-Policy': sent(APP),
  // Nobody else's window, process or page comes near to this one.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': [
    'clipboard-write=(self)',
    'screen-wake-lock=(self)',
    ...OFF.map((feature) => `${feature}=()`),
  ].join(', '),
  'Referrer-Policy': 'no-referrer',
  // A file is what its name says, and is never guessed to be code.
  'X-Content-Type-Options': 'nosniff',
  // To look up a name is to tell it.
  'X-DNS-Prefetch-Control': 'off',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
};

/**
 * What some pages have otherwise than all other files. The one that connects is kept apart from the others too: windows whose opener policies are not the
 * same have no hold on each other, so no code in another page reaches through it. Against other sites it is as strict.
 *
 * By path, or by a folder at the top with its `/`; null: not sent at all.
 * @type {Readonly<Record<string, Readonly<Record<string, string | null>>>>}
 */
export const OTHER_HEADERS = {
  'connected.html': {
    'Content-Security-Policy': sent(CONNECTED),
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  },
  // Other sites frame it. It asks the site's settings which of them it works for, which no header can.
  'embed.html': {
    'Content-Security-Policy': `${APP}; frame-ancestors *`,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Frame-Options': null,
  },
  'security.html': { 'Content-Security-Policy': sent(TEXT) },
  // What other sites load as their own code.
  'widget/': { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
};

/**
 * @param {string} path of a file, relative to the site
 * @returns {Readonly<Record<string, string>>}
 */
export function headersFor(path) {
  const others = Object.entries(OTHER_HEADERS[path.replace(/\/.*$/su, '/')] ?? {});
  const headers = { ...HEADERS };
  for (const [name, value] of others) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return headers;
}
