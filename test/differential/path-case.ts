/** Makes a chain as a specification says. */
import { flipBit, pooledKey, type KeyPair } from '../forge/keys.js';
import { nameOf } from '../forge/names.js';
import { forgeCertificate, type CertificateOptions, type ForgedCertificate } from '../forge/x509.js';
import { ALT_NAMES, SUBJECTS, SUBTREES } from './path-names.js';
import { KEYS, PSS, SPELLINGS, type AuthoritySpec, type PathSpec } from './path-spec.js';
import { AUTHORITY_TWISTS, LEAF_TWISTS, type AuthorityTwist, type Twist } from './path-twists.js';

const AROUND = {
  nothing: () => ({ others: [], roots: [] }),
  'the root among the others': ({ root }) => ({ others: [root.der], roots: [] }),
  'a root of the same name': ({ root, at }) => ({ others: [], roots: [impostor(root, at)] }),
  'a root of the same name, not trusted': ({ root, at }) => ({ others: [impostor(root, at)], roots: [] }),
  'the leaf among the others': ({ leaf }) => ({ others: [leaf.der], roots: [] }),
  'the leaf among the roots': ({ leaf }) => ({ others: [], roots: [leaf.der] }),
  'each twice': ({ chain }) => ({ others: chain.map(({ der }) => der), roots: [] }),
} as const satisfies Record<PathSpec['around'], (parts: Parts) => { others: Buffer[]; roots: Buffer[] }>;

interface Parts {
  readonly root: ForgedCertificate;
  readonly leaf: ForgedCertificate;
  readonly chain: readonly ForgedCertificate[];
  readonly at: Date;
}

export interface BuiltPath {
  readonly leaf: Buffer;
  readonly others: readonly Buffer[];
  readonly roots: readonly Buffer[];
  /** What is odd about each certificate, by its DER in hex. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
}

const O = 'touchstone.example';

export function buildPath(spec: PathSpec, at: Date): BuiltPath {
  const marks = new Map<string, readonly Mark[]>();
  const forge = (options: CertificateOptions, twists: Readonly<Record<string, Twist>>, issuer?: Issuer) => {
    const usual = { ...options, ...(issuer ? signedBy(issuer) : {}) };
    const all = Object.values(twists).reduce((merged, twist) => ({ ...merged, ...twist.options(at) }), usual);
    const certificate = forgeCertificate(all);
    marks.set(certificate.der.toString('hex'), marksOf(twists, issuer?.spec ?? null, options));
    return certificate;
  };
  const authorityOptions = (own: AuthoritySpec, key: KeyPair, subject: CertificateOptions['subject']) => ({
    ...YEARS(at),
    ca: true,
    key,
    ...(subject ? { subject } : {}),
    ...(own.permitted.length + own.excluded.length > 0 ? { nameConstraints: constraintsOf(own) } : {}),
  });
  const twistsOf = (names: readonly AuthorityTwist[]): Readonly<Record<string, Twist>> =>
    Object.fromEntries(names.map((name) => [name, AUTHORITY_TWISTS[name]]));
  const makeRoot = (own: AuthoritySpec, CN: string, number: number): Issuer => {
    const options = authorityOptions(own, KEYS[own.key](number), { O, CN });
    const self = own.key.startsWith('RSA') ? PSS[own.pss] : {};
    return { spec: own, certificate: forge({ ...options, ...self }, twistsOf(own.twists)) };
  };

  const root = makeRoot(spec.root, 'Root', 0);
  const other = spec.cross === null ? null : makeRoot(spec.cross.root, 'Other Root', 5);
  const chain: ForgedCertificate[] = [];
  const crossed: ForgedCertificate[] = [];
  let above: Issuer = root;
  for (const [i, own] of spec.intermediates.entries()) {
    const key = KEYS[own.key](i + 1);
    const subject = own.selfIssued ? above.certificate.name : { O, CN: `Authority ${i + 1}` };
    const options = authorityOptions(own, key, subject);
    const certificate = forge(options, twistsOf(own.twists), above);
    if (other !== null && spec.cross?.at === i) {
      crossed.push(forge(options, twistsOf(spec.cross.twists), other));
    }
    chain.push(certificate);
    above = { spec: own, certificate };
  }
  const leaf = makeLeaf(spec, at, above, forge);
  const around = AROUND[spec.around]({ root: root.certificate, leaf, chain, at });
  const ders = chain.map(({ der }, i) => (i === spec.spoiltAt ? flipBit(der) : der));
  const others = [...ders, ...crossed.map(({ der }) => der), ...around.others];
  const roots = [root.certificate.der, ...around.roots];
  if (other !== null) {
    if (spec.cross?.trusted !== true) others.push(other.certificate.der);
    else if (spec.cross.first) roots.unshift(other.certificate.der);
    else roots.push(other.certificate.der);
  }
  const order = (i: number) => spec.order[i % spec.order.length] ?? 0;
  const sorted = others.map((der, i) => ({ der, rank: order(i) })).sort((a, b) => a.rank - b.rank);
  return {
    leaf: spec.spoiltAt === 4 ? flipBit(leaf.der) : leaf.der,
    others: sorted.map(({ der }) => der),
    roots,
    marks,
  };
}

type Forge = (
  options: CertificateOptions,
  twists: Readonly<Record<string, Twist>>,
  issuer: Issuer,
) => ForgedCertificate;

/** One oddity of a certificate, and what we may call it where OpenSSL lets it pass. */
export interface Mark {
  readonly name: string;
  readonly ours: readonly string[];
}

/** Some oddities are of the issuer's making: how it signs, and how it writes its name. */
function marksOf(
  twists: Readonly<Record<string, Twist>>,
  issuer: AuthoritySpec | null,
  { nameConstraints, pss }: CertificateOptions,
): Mark[] {
  const own = Object.entries(twists).map(([name, { ours = [] }]) => ({ name, ours }));
  const { permitted = [], excluded = [] } = nameConstraints ?? {};
  if ([...permitted, ...excluded].some((subtree) => 'base' in subtree))
    own.push({ name: 'a distance in name constraints', ours: ['unreadable'] });
  // OpenSSL does not look at how a root has signed itself.
  if (issuer === null && pss !== undefined)
    own.push({ name: 'a root that signed itself with odd padding', ours: ['chain-without-trusted-root'] });
  if (issuer === null) return own;
  if (issuer.spelling !== 'as it is')
    own.push({ name: `issuer spelt ${issuer.spelling}`, ours: ['chain-without-trusted-root'] });
  if (['PSS, other mask', 'PSS, SHA-1'].includes(issuer.pss))
    own.push({ name: issuer.pss, ours: ['algorithm'] });
  return own;
}

interface Issuer {
  readonly spec: AuthoritySpec;
  readonly certificate: ForgedCertificate;
}

/** How this authority signs: by its key, its choice of padding, and its way to write its own name. */
function signedBy({ spec, certificate }: Issuer): CertificateOptions {
  const { CN = '' } = certificate.name;
  const spelt =
    spec.spelling === 'as it is' ? {} : { issuerDer: nameOf({ O, CN: SPELLINGS[spec.spelling](CN) }) };
  return { issuer: certificate, ...spelt, ...(spec.key.startsWith('RSA') ? PSS[spec.pss] : {}) };
}

function makeLeaf({ leaf }: PathSpec, at: Date, above: Issuer, forge: Forge): ForgedCertificate {
  const subject = SUBJECTS[leaf.subject];
  const options = {
    ...YEARS(at),
    ...(subject instanceof Uint8Array ? { subjectDer: subject } : { subject }),
    ...(leaf.names.length > 0 ? { altNames: leaf.names.map((name) => ALT_NAMES[name]) } : {}),
    altNamesCritical: leaf.subject === 'empty',
  };
  return forge(options, Object.fromEntries(leaf.twists.map((name) => [name, LEAF_TWISTS[name]])), above);
}

function constraintsOf({ permitted, excluded }: AuthoritySpec) {
  return {
    ...(permitted.length > 0 ? { permitted: permitted.map((name) => SUBTREES[name]) } : {}),
    ...(excluded.length > 0 ? { excluded: excluded.map((name) => SUBTREES[name]) } : {}),
  };
}

const YEARS = (at: Date) => ({
  notBefore: new Date(at.getTime() - 365 * 86_400_000),
  notAfter: new Date(at.getTime() + 365 * 86_400_000),
});

function impostor({ name, keyId }: ForgedCertificate, at: Date): Buffer {
  return forgeCertificate({
    ...YEARS(at),
    ca: true,
    key: pooledKey('P-256', 9),
    subject: name,
    subjectKeyId: keyId ?? false,
  }).der;
}
