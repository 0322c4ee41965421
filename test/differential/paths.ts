/** Our judgement on certificate chains (src/signature/chain.ts) against that of `openssl verify`. */
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { readCertificate, type Certificate } from '#sigstore';
import { isSignedBy, mayHaveIssued } from '../../src/issued.js';
import { verifyChain, type ChainOutcome } from '../../src/signature/chain.js';
import type { Reason } from '../../src/index.js';
import { startOpenSsl, type OpenSsl, type PathQuestion } from '../forge/openssl.js';
import { buildPath, type BuiltPath } from './path-case.js';
import { paths, type PathSpec } from './path-spec.js';
import { stricterRule } from './stricter.js';

export interface PathDifferential {
  readonly cases: number;
  readonly accepted: number;
  readonly refused: number;
  /** OpenSSL refuses, and is known to be wrong, or content with less: by why. */
  readonly excused: Readonly<Record<string, number>>;
  /** …and those without such an excuse: there must be none. */
  readonly falseAccepts: readonly string[];
  /** OpenSSL accepts, and a rule of ours does not: by rule. */
  readonly falseRefusals: Readonly<Record<string, number>>;
  /** …and those without such a rule: there must be none. */
  readonly unexplained: readonly string[];
  /** What `-x509_strict` says to what both accepted; it asks more of those who issue than of those who verify. */
  readonly strictly: Readonly<Record<string, number>>;
}

export interface PathDifferentialOptions {
  readonly strict?: boolean;
}

const AT = new Date('2026-03-01T12:00:00Z');
/** OpenSSL is a process of its own for each question. */
const AT_ONCE = 2;

export async function runPathDifferential(
  cases: number,
  seed: number,
  { strict = false }: PathDifferentialOptions = {},
): Promise<PathDifferential> {
  const openssl = startOpenSsl();
  const found: { spec: PathSpec; verdict: Comparison }[] = [];
  try {
    const rest = fc.sample(paths, { numRuns: cases, seed }).values();
    const work = async () => {
      for (const spec of rest) found.push({ spec, verdict: await compare(spec, openssl, strict) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    openssl.end();
  }
  const of = <K extends Comparison['kind']>(kind: K) =>
    found.flatMap(({ spec, verdict }) =>
      verdict.kind === kind ? [{ spec, verdict: verdict as Extract<Comparison, { kind: K }> }] : [],
    );
  const tally = (names: readonly string[]) => {
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  const accepted = of('accepted');
  return {
    cases,
    accepted: accepted.length,
    refused: of('refused').length,
    excused: tally(of('excused').map(({ verdict }) => verdict.why)),
    falseAccepts: of('false-accept').map(({ spec, verdict }) => `${verdict.why}: ${describe(spec)}`),
    falseRefusals: tally(of('stricter').map(({ verdict }) => verdict.rule)),
    unexplained: of('unexplained').map(({ spec, verdict }) => `${verdict.why}: ${describe(spec)}`),
    strictly: tally(accepted.map(({ verdict }) => verdict.strictly)),
  };
}

type Comparison =
  | { readonly kind: 'accepted'; readonly strictly: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'excused'; readonly why: string }
  | { readonly kind: 'false-accept'; readonly why: string }
  | { readonly kind: 'unexplained'; readonly why: string }
  | { readonly kind: 'stricter'; readonly rule: string };

async function compare(spec: PathSpec, openssl: OpenSsl, strict: boolean): Promise<Comparison> {
  const built = buildPath(spec, AT);
  const question = { ...built, at: AT };
  const ours = judge(question);
  if (!ours.ok) {
    const theirs = await openssl.verify(question);
    return theirs === 'OK' ? explain(question, built, openssl) : { kind: 'refused' };
  }
  // OpenSSL tries one path only, so that it is asked about ours. It takes the first issuer of the right name.
  // The leaf may be its own root.
  const above = ours.path.length > 0 ? ours.path.map(({ der }) => der) : [built.leaf];
  const found = { leaf: built.leaf, others: above.slice(0, -1), roots: above.slice(-1), at: AT };
  const theirs = await openssl.verify(found);
  if (theirs !== 'OK') {
    const excuse = EXCUSES.find(({ applies }) => applies(theirs, ours.path, built.leaf));
    return excuse === undefined
      ? { kind: 'false-accept', why: theirs }
      : { kind: 'excused', why: excuse.name };
  }
  const strictly = strict ? await openssl.verify(found, '-x509_strict') : '';
  return { kind: 'accepted', strictly: strictly.replace(/ at \d+ depth.*?:/, ':') };
}

/** Where OpenSSL refuses a path that RFC 5280 allows. */
const EXCUSES: readonly {
  readonly name: string;
  readonly applies: (error: string, path: readonly Certificate[], leaf: Uint8Array) => boolean;
}[] = [
  {
    // It takes one by its name and key identifier, trusted ones first, and does not try the next.
    name: 'of two certificates of one name, another was taken',
    applies: (error, path, leaf) => {
      const names = path.map(({ subject }) => Buffer.from(subject).toString('hex'));
      const chain = [leaf, ...path.map(({ der }) => der)].flatMap(nodeReads).map((read) => read.certificate);
      return (
        error.startsWith('error 7 ') &&
        new Set(names).size < names.length &&
        chain.length === path.length + 1 &&
        chain.every((certificate, i) => isIssuedBy(certificate, chain[i + 1] ?? certificate))
      );
    },
  },
  {
    // It goes by names and key identifiers alone, and does not look at the signature.
    name: 'a self-issued certificate without key identifiers is taken for a self-signed one',
    applies: (error, path) =>
      error.startsWith('error 19 ') &&
      path.slice(0, -1).some(({ subject, issuer, subjectKeyId, authorityKeyId }) => {
        const named = authorityKeyId !== null && subjectKeyId !== null;
        return Buffer.compare(subject, issuer) === 0 && !named;
      }),
  },
];

type Judgement = ChainOutcome | { readonly ok: false; readonly unreadable: Uint8Array };

function judge({ leaf, others, roots, at }: PathQuestion): Judgement {
  const read: Certificate[] = [];
  for (const der of [leaf, ...others, ...roots]) {
    const certificate = readCertificate(Uint8Array.from(der));
    if (certificate === null) return { ok: false, unreadable: der };
    read.push(certificate);
  }
  const [first, ...rest] = read;
  if (first === undefined) throw new Error('no leaf');
  // As src/trust does: only what signed itself is an anchor, the rest helps to find a path.
  const given = rest.slice(others.length);
  const anchors = given.filter((root) => mayHaveIssued(root, root) && isSignedBy(root, root));
  const helpers = given.filter((certificate) => !anchors.includes(certificate));
  return verifyChain(first, [...helpers, ...rest.slice(0, others.length)], anchors, at);
}

/**
 * OpenSSL says yes and we say no. For each path that OpenSSL would take, a rule of ours must stand against it, and stand
 * against a certificate that was made to break that rule.
 */
async function explain(question: PathQuestion, built: BuiltPath, openssl: OpenSsl): Promise<Comparison> {
  const rules: string[] = [];
  for (const path of pathsOf(question)) {
    if ((await openssl.verify(path)) !== 'OK') continue;
    const ours = judge(path);
    if (ours.ok) {
      // Then what was in the way is another certificate, for whose sake we read none of them.
      const whole = judge(question);
      const odd = 'unreadable' in whole && !isAmong(whole.unreadable, path);
      if (!odd) return { kind: 'unexplained', why: 'a path that we take by itself' };
      rules.push('unreadable: a certificate that is not needed');
      continue;
    }
    const rule = ruleOf(ours, path, built);
    if (rule === null) return { kind: 'unexplained', why: wordOf(ours) };
    rules.push(rule);
  }
  const [rule] = rules;
  return rule === undefined ? { kind: 'unexplained', why: 'no path at all' } : { kind: 'stricter', rule };
}

/** Every way from the leaf to a root by names and signatures, as Node sees them. */
function pathsOf({ leaf, others, roots, at }: PathQuestion): readonly PathQuestion[] {
  const known = { others: others.flatMap(nodeReads), roots: roots.flatMap(nodeReads) };
  const found: PathQuestion[] = [];
  const climb = (top: X509Certificate, below: readonly Uint8Array[]): void => {
    for (const { der, certificate } of known.roots) {
      if (isIssuedBy(top, certificate)) found.push({ leaf, others: below, roots: [der], at });
    }
    for (const { der, certificate } of known.others) {
      const used = [leaf, ...below].some((other) => Buffer.compare(other, der) === 0);
      if (!used && isIssuedBy(top, certificate)) climb(certificate, [...below, der]);
    }
  };
  if (roots.some((der) => Buffer.compare(der, leaf) === 0))
    found.push({ leaf, others: [], roots: [leaf], at });
  for (const { certificate } of nodeReads(leaf)) climb(certificate, []);
  return found;
}

/** OpenSSL passes over what it cannot read. */
function nodeReads(der: Uint8Array): { readonly der: Uint8Array; readonly certificate: X509Certificate }[] {
  try {
    return [{ der, certificate: new X509Certificate(der) }];
  } catch {
    return [];
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function isAmong(der: Uint8Array, { leaf, others, roots }: PathQuestion): boolean {
  return [leaf, ...others, ...roots].some((other) => Buffer.compare(other, der) === 0);
}

/** The rule that was broken on purpose, or null. */
function ruleOf(ours: Judgement, { leaf, others, roots }: PathQuestion, built: BuiltPath): string | null {
  if (ours.ok) return null;
  const problem = wordOf(ours);
  const ders = [leaf, ...others, ...roots];
  const marks = accused(ours, ders).flatMap((der) => built.marks.get(Buffer.from(der).toString('hex')) ?? []);
  const mark = marks.find((candidate) => candidate.ours.includes(problem));
  if (mark !== undefined) return `${problem}: ${mark.name}`;
  return problem === 'name-constraints' ? stricterRule(ders) : null;
}

/** The certificates that a refusal is about. */
function accused(ours: Exclude<Judgement, { ok: true }>, ders: readonly Uint8Array[]): readonly Uint8Array[] {
  if ('unreadable' in ours) return [ours.unreadable];
  const { reason } = ours;
  if (!('subject' in reason)) return ders;
  return ders.filter((der) => readCertificate(Uint8Array.from(der))?.subjectText === reason.subject);
}

function wordOf(ours: Judgement): string {
  if (ours.ok) return 'accepted';
  if ('unreadable' in ours) return 'unreadable';
  const { reason }: { reason: Reason } = ours;
  return reason.code === 'chain-not-allowed' ? reason.problem : reason.code;
}

/** The names of the options, and nothing that is as usual. */
function describe(spec: PathSpec): string {
  return JSON.stringify(spec, (key, value: unknown) => {
    if (key === 'order' || value === null || value === false) return undefined;
    if (Array.isArray(value) && value.length === 0) return undefined;
    const usual = ['nothing', 'usual', 'as it is', 'PKCS #1'];
    return typeof value === 'string' && usual.includes(value) ? undefined : value;
  });
}
