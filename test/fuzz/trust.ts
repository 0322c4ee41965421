/** What the person supplies, almost right: keys, roots, trusted_root.json, names. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { baseOf, type Base, type Bases } from './bases.js';
import { checked, entriesFor, Tally } from './check.js';
import { editJson, jsonEdits, type Json, type JsonEdit } from './json-edits.js';
import { editPem, editText, pemEdits, textEdits, type PemEdit, type TextEdit } from './trust-edits.js';

interface TrustCase {
  readonly base: string;
  readonly pem: readonly PemEdit[];
  readonly json: readonly JsonEdit[];
  readonly asObject: boolean;
  readonly asPattern: boolean;
  readonly identity: TextEdit;
  readonly issuer: TextEdit;
}

const cases = (bases: Bases): fc.Arbitrary<TrustCase> =>
  fc.record({
    base: fc.constantFrom(...bases.keys()),
    pem: fc.array(pemEdits, { maxLength: 3 }),
    json: fc.array(jsonEdits, { maxLength: 3 }),
    asObject: fc.boolean(),
    asPattern: fc.boolean(),
    identity: textEdits,
    issuer: textEdits,
  });

export async function fuzzTrust(bases: Bases, runs: number, seed: number): Promise<Tally> {
  const tally = new Tally();
  const property = fc.asyncProperty(cases(bases), async (made) => {
    const base = baseOf(bases, made.base);
    const { trust, fault } = build(made, base);
    const report = await checked({ model: entriesFor(base.files), bundle: base.bundle, trust }, tally);
    if (report.verdict.code === 'verified') expect(fault()).toBeNull();
  });
  await fc.assert(property, { numRuns: runs, seed });
  return tally;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

interface Supplied {
  readonly trust: Base['trust'];
  /** Why this cannot vouch for the signer; null when it can. */
  readonly fault: () => string | null;
}

function build(made: TrustCase, { trust }: Base): Supplied {
  switch (trust.method) {
    case 'key': {
      const publicKey = made.pem.reduce(editPem, trust.publicKey);
      const [right] = blocksOf(trust.publicKey, 'PUBLIC KEY');
      const fault = () => {
        const keys = blocksOf(publicKey, 'PUBLIC KEY');
        return keys.length === 1 && keys[0] === right ? null : 'another key';
      };
      return { trust: { method: 'key', publicKey }, fault };
    }
    case 'certificate': {
      const root = String(trust.roots);
      const roots = made.pem.reduce(editPem, root);
      const [right = ''] = blocksOf(root, 'CERTIFICATE');
      const fault = () => (blocksOf(roots, 'CERTIFICATE').includes(right) ? null : 'another root');
      return { trust: { method: 'certificate', roots: made.asObject ? [roots] : roots }, fault };
    }
    case 'sigstore': {
      const right = JSON.parse(textOf(trust.trustedRoot)) as Json;
      const edited = editJson(right, made.json);
      const trustedRoot =
        made.asObject && typeof edited === 'object' && edited !== null ? edited : JSON.stringify(edited);
      const issuer = editText(trust.issuer, made.issuer);
      const identity = editText(trust.identity ?? '', made.identity);
      const who = made.asPattern ? { identityPattern: identity } : { identity };
      const fault = () => {
        if (issuer !== trust.issuer) return 'another issuer';
        const fits = made.asPattern
          ? globOf(identity).test(trust.identity ?? '')
          : identity === trust.identity;
        return fits ? rootFault(edited, right) : 'another identity';
      };
      return { trust: { method: 'sigstore', issuer, trustedRoot, ...who }, fault };
    }
  }
}

/** The DER of each block, in base64. */
function blocksOf(text: string, label: string): string[] {
  const pattern = new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`, 'g');
  return [...text.matchAll(pattern)].map(([, body = '']) => Buffer.from(body, 'base64').toString('base64'));
}

/** `*` within a part, `**` across parts, and everything else as it stands. */
function globOf(pattern: string): RegExp {
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const parts = pattern.split('**').map((part) => part.split('*').map(literal).join('[^/]*'));
  return new RegExp(`^${parts.join('[^]*')}$`, 'u');
}

/** The keys and certificates without which nothing about a keyless bundle is proven. */
const NEEDED = ['tlogs', 'ctlogs', 'certificateAuthorities'] as const;

function rootFault(given: Json, right: Json): string | null {
  for (const part of NEEDED) {
    const [entry] = listOf(right, part);
    const wanted = materialOf(entry ?? null);
    const inForce = listOf(given, part).filter((candidate) => isInForce(candidate));
    if (!inForce.some((candidate) => wanted.some((one) => materialOf(candidate).includes(one))))
      return `no ${part}`;
  }
  return null;
}

const member = (value: Json, key: string): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null;
const listOf = (value: Json, key: string): Json[] => {
  const list = member(value, key);
  return Array.isArray(list) ? list : [];
};
const normal = (value: Json) => Buffer.from(textOf(value), 'base64').toString('base64');

/** A log's key, or an authority's certificates. */
function materialOf(entry: Json): string[] {
  const key = member(member(entry, 'publicKey'), 'rawBytes');
  const certificates = listOf(member(entry, 'certChain'), 'certificates');
  return [...(key === null ? [] : [key]), ...certificates.map((one) => member(one, 'rawBytes'))].map(normal);
}

function isInForce(entry: Json): boolean {
  const validFor = member(member(entry, 'publicKey') ?? entry, 'validFor');
  const period = validFor ?? member(entry, 'validFor');
  const now = Date.now();
  const end = member(period, 'end');
  return (
    Date.parse(textOf(member(period, 'start'))) <= now && (end === null || now <= Date.parse(textOf(end)))
  );
}
