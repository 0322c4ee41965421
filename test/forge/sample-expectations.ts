/** Of an organisation that expects the page's sample to be signed as it is: public/schema/expectations.example.json. */
export function sampleExpectations(sample: {
  readonly name: string;
  readonly identity: string;
  readonly issuer: string;
  readonly trustedRoot: unknown;
}): object {
  const { name, identity, issuer, trustedRoot } = sample;
  return {
    $schema: './expectations.v1.schema.json',
    schemaVersion: 1,
    organisation: 'Example Ltd',
    validFrom: '2026-01-01',
    trustedRoots: { 'the sample’s Sigstore': trustedRoot },
    entries: [
      {
        id: 'the sample',
        models: [name],
        signers: [{ method: 'sigstore', identity, issuer, trustedRoot: 'the sample’s Sigstore' }],
        require: { log: true, timestamp: true },
        allow: {
          hashAlgorithms: ['sha256'],
          signatureAlgorithms: ['ecdsa-p256', 'ecdsa-p384'],
          fileTypes: ['.safetensors', '.json', '.md'],
        },
      },
      {
        id: 'models from outside',
        publisher: 'Example Labs',
        signers: [
          {
            method: 'sigstore',
            identity: 'release@labs.example',
            issuer: 'https://accounts.google.com',
          },
          {
            method: 'sigstore',
            identityPattern: 'https://github.com/example-labs/models/.github/workflows/*@refs/tags/*',
            issuer: 'https://token.actions.githubusercontent.com',
          },
        ],
        deny: { fileTypes: ['.pkl', '.pickle', '.pt', '.pth', '.bin'] },
        validUntil: '2030-12-31',
      },
    ],
  };
}
