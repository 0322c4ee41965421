import { pemOf, makeChain, makeKey } from '../forge/index.js';

/** As somebody would write it; `with` puts other members in the place of these. */
export type FileText = Record<string, unknown>;

export const CHAIN = makeChain();
export const KEY_PEM = pemOf(makeKey('P-256'));

export const ALICE = {
  method: 'sigstore',
  identity: 'alice@example.com',
  issuer: 'https://accounts.example.com',
} as const;

export const ENTRY = { id: 'weather', models: ['acme/weather'], signers: [ALICE] } as const;

export function fileOf(...entries: readonly object[]): FileText {
  return { schemaVersion: 1, organisation: 'Acme', entries: entries.length === 0 ? [ENTRY] : entries };
}

/** Everything that the format knows. */
export const FULL: FileText = {
  $schema: 'https://touchstone.example/schema/expectations.v1.schema.json',
  schemaVersion: 1,
  organisation: 'Acme',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31T12:00:00Z',
  trustedRoots: { ours: { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' } },
  publicKeys: { 'release key': KEY_PEM },
  certificates: { 'our CA': CHAIN.rootPem },
  entries: [
    {
      id: 'weather',
      models: ['acme/weather', 'acme-weather-*'],
      signers: [
        { ...ALICE, trustedRoot: 'ours' },
        {
          method: 'sigstore',
          identityPattern: 'https://github.com/acme/**',
          issuer: 'https://token.actions.githubusercontent.com',
        },
      ],
      require: { log: true, timestamp: true },
      allow: {
        hashAlgorithms: ['sha256'],
        signatureAlgorithms: ['ecdsa-p256', 'ecdsa-p384'],
        fileTypes: ['.safetensors', '.json', 'license'],
      },
      deny: { fileTypes: ['.pkl'] },
      validFrom: '2026-02-01',
      validUntil: '2026-11-30',
    },
    {
      id: 'by digest',
      rootDigests: ['ab'.repeat(32)],
      signers: [{ method: 'key', publicKey: 'release key', trustedRoot: 'ours' }],
    },
    {
      id: 'publisher',
      publisher: 'Example Labs',
      signers: [
        { method: 'certificate', roots: ['our CA'], subject: 'CN=Labs', subjectAltName: 'labs@example.com' },
        {
          method: 'certificate',
          leafFingerprint: 'AB:'.repeat(31) + 'AB',
          intermediateFingerprint: 'cd'.repeat(32),
        },
      ],
    },
  ],
};
