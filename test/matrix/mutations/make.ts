import type { VerdictCode } from '../../../src/index.js';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  pemOf,
  pooledKey,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
  type Bundle,
  type Chain,
  type KeylessSigning,
  type KeySigning,
  type Payload,
  type Statement,
  type StatementOptions,
} from '../../forge/index.js';
import type { ExpectedReason, Mutation } from '../mutation.js';
import type { Question } from '../question.js';

export const FILES = smallModel();

/** Made when it is first asked for, and once: a surface that leaves rows out does not make what they are about. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

export const statement = once(() => buildStatement(FILES));
export const chain = once(() => makeChain());
export const sigstore = once(() => makeSigstore());

const plain = { files: FILES, single: false, ignorePaths: [] } as const;

/** Signed by a bare key, which is expected. */
export function byKey(payload: Payload, options: KeySigning = {}, changes: Partial<Question> = {}): Question {
  const key = options.key ?? pooledKey(options.curve ?? 'P-256');
  const { bundle } = signWithKey(payload, { ...options, key });
  const trust = { method: 'key', publicKey: pemOf(key) } as const;
  return { ...plain, bundle: JSON.stringify(bundle), trust, ...changes };
}

const signedByKey = once(async () => byKey(await statement()));

/** The plain case: every row is it, but for one thing. */
export async function good(changes: Partial<Question> = {}): Promise<Question> {
  return { ...(await signedByKey()), ...changes };
}

/** Signed by a key, the files as given, the statement as its options say. */
export async function stated(
  options: StatementOptions,
  files: Question['files'] = FILES,
  changes: Partial<Question> = {},
): Promise<Question> {
  return byKey(await buildStatement(files, options), {}, { files, ...changes });
}

type CertificateTrust = Extract<Question['trust'], { method: 'certificate' }>;

const signedByChain = new WeakMap<Chain, string>();

/** Signed with a chain, whose root is trusted unless `trust` says otherwise. */
export async function byChain(
  own: Chain = chain(),
  trust: Omit<CertificateTrust, 'method'> = { roots: own.rootPem },
  changes: Partial<Question> = {},
): Promise<Question> {
  const bundle = signedByChain.get(own) ?? JSON.stringify(signWithCertificate(await statement(), own));
  signedByChain.set(own, bundle);
  return { ...plain, bundle, trust: { method: 'certificate', ...trust }, ...changes };
}

type SigstoreTrust = Extract<Question['trust'], { method: 'sigstore' }>;
type Who = { identity: string } | { identityPattern: string };

export const signer = (who: Who = { identity: IDENTITY }, issuer: string = ISSUER): SigstoreTrust => ({
  method: 'sigstore',
  ...who,
  issuer,
  trustedRoot: sigstore().trustedRoot,
});

const signedKeyless = new Map<string, string>();

/** Signed without a key of one's own; the forge's signer and its Sigstore are expected unless `trust` says otherwise. */
export async function keyless(
  options: KeylessSigning = {},
  trust: Question['trust'] = signer(),
  changes: Partial<Question> = {},
): Promise<Question> {
  const payload = await statement();
  const name = JSON.stringify(options);
  const bundle = signedKeyless.get(name) ?? JSON.stringify(signKeyless(sigstore(), payload, options).bundle);
  signedKeyless.set(name, bundle);
  return { ...plain, bundle, trust, ...changes };
}

/** Sets one member deep inside; undefined takes it out. Parts of `path` are separated by dots. */
export function put(root: object, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let node: unknown = root;
  for (const key of keys) node = typeof node === 'object' && node !== null ? Reflect.get(node, key) : null;
  if (typeof node !== 'object' || node === null || (value === undefined && !Reflect.has(node, last)))
    throw new Error(`there is no ${path}`);
  if (value === undefined) Reflect.deleteProperty(node, last);
  else Reflect.set(node, last, value);
}

/** The same question with one member of its bundle changed, after signing. */
export function tampered(question: Question, path: string, value: unknown): Question {
  const bundle = bundleOf(question);
  put(bundle, path, value);
  return { ...question, bundle: JSON.stringify(bundle) };
}

export function bundleOf({ bundle }: Question): Bundle {
  if (typeof bundle !== 'string') throw new Error('this question has no bundle as text');
  return JSON.parse(bundle) as Bundle;
}

/** The good statement with one member changed, then signed: by somebody who may sign, and signs this. */
export async function misstated(path: string, value: unknown): Promise<Question> {
  return stated({ mutate: (it: Statement) => put(it, path, value) });
}

type More = Partial<Pick<Mutation, 'files' | 'notes' | 'notOn' | 'refusedBy'>>;

export function sound(name: string, make: Mutation['make'], more: More = {}): Mutation {
  return { name, make, verdict: 'verified', reasons: [], ...more };
}

export function faulty(
  name: string,
  verdict: Exclude<VerdictCode, 'verified'>,
  reasons: ExpectedReason | readonly [ExpectedReason, ...ExpectedReason[]],
  make: Mutation['make'],
  more: More = {},
): Mutation {
  return { name, make, verdict, reasons: isList(reasons) ? reasons : [reasons], ...more };
}

/** Not even a question that can be answered. */
export function refused(
  name: string,
  reason: ExpectedReason,
  make: Mutation['make'],
  more: More = {},
): Mutation {
  return faulty(name, 'could-not-check', reason, make, more);
}

function isList(
  reasons: ExpectedReason | readonly ExpectedReason[],
): reasons is readonly [ExpectedReason, ...ExpectedReason[]] {
  return Array.isArray(reasons);
}

export const flipped = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return bytes.toString('base64');
};
