import { makeChain, makeKey, pemOf, signWithKey } from '../forge/index.js';
import type { Scenario, SignedCase } from './case.js';

/** The case as signed, and every way in which it may be wrong, with the verdict that each must get. */
export function scenariosOf(signed: SignedCase): Scenario[] {
  const change = (what: string, expected: Scenario['expected'], changes: Partial<SignedCase>): Scenario => ({
    ...signed,
    ...changes,
    name: `${signed.name}: ${what}`,
    expected,
  });
  return [
    change('as signed', 'verified', {}),
    change('one changed byte', 'files-mismatch', { files: changedByte(signed) }),
    change('one missing file', 'files-mismatch', { files: missingFile(signed) }),
    change('one added file', 'files-mismatch', { files: { ...signed.files, 'added.bin': Uint8Array.of(1) } }),
    change('one flipped signature bit', 'signature-invalid', { bundle: flippedSignature(signed.bundle) }),
    ...wrongTrust(signed.trust).map(([what, expected, trust]) => change(what, expected, { trust })),
    change('the wrong method', 'could-not-check', { trust: otherMethod(signed.trust) }),
  ];
}

/** The files that count: a left-out one may change as it likes. */
function firstSigned({ files, ignorePaths }: SignedCase): string {
  return (
    Object.keys(files).find((path) => !ignorePaths.includes(path) && (files[path]?.length ?? 0) > 0) ?? ''
  );
}

function changedByte(signed: SignedCase): SignedCase['files'] {
  const path = firstSigned(signed);
  const content = Uint8Array.from(signed.files[path] ?? []);
  content[0] = (content[0] ?? 0) ^ 1;
  return { ...signed.files, [path]: content };
}

/** Of a single-file model, another file is there instead: an empty selection is another matter. */
function missingFile(signed: SignedCase): SignedCase['files'] {
  const path = firstSigned(signed);
  const rest = Object.fromEntries(Object.entries(signed.files).filter(([name]) => name !== path));
  return signed.single ? { 'another.bin': Uint8Array.of(1, 2, 3) } : rest;
}

/** The last bit of `s`, which keeps the DER well formed. */
function flippedSignature(bundle: string): string {
  const json = JSON.parse(bundle) as { dsseEnvelope: { signatures: { sig: string }[] } };
  const [signature] = json.dsseEnvelope.signatures;
  if (signature === undefined) throw new Error('no signature to flip');
  const bytes = Buffer.from(signature.sig, 'base64');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  signature.sig = bytes.toString('base64');
  return JSON.stringify(json);
}

function wrongTrust(trust: SignedCase['trust']): [string, Scenario['expected'], SignedCase['trust']][] {
  switch (trust.method) {
    case 'key':
      return [['the wrong key', 'signer-mismatch', { method: 'key', publicKey: pemOf(makeKey('P-256')) }]];
    case 'certificate':
      return [['the wrong root', 'signer-untrusted', { method: 'certificate', roots: makeChain().rootPem }]];
    case 'sigstore':
      return [
        ['the wrong identity', 'signer-mismatch', { ...trust, identity: 'somebody@else.example' }],
        ['the wrong issuer', 'signer-mismatch', { ...trust, issuer: 'https://elsewhere.example' }],
        [
          'the identity in other case',
          'signer-mismatch',
          { ...trust, identity: trust.identity.toUpperCase() },
        ],
        ['a pattern for an identity', 'signer-mismatch', { ...trust, identity: '.*' }],
      ];
  }
}

function otherMethod(trust: SignedCase['trust']): SignedCase['trust'] {
  return trust.method === 'key'
    ? { method: 'certificate', roots: makeChain().rootPem }
    : { method: 'key', publicKey: signWithKey({}).publicKeyPem };
}
