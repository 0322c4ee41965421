import type { CertificateTrust, ExpectationsTrust, Method, TrustInput } from '../src/index.js';
import { hasUnseen } from './lib/escape.js';
import type { Instance } from './lib/instances.js';

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** Nobody picked it: it came with the bundled sample. */
  readonly isOfSample?: boolean;
}

export type Field = 'identity' | 'issuer' | 'trustedRoot' | 'publicKey' | 'roots';
/** What a field lacks: itself, or the pattern that it is to hold. */
export type Missing = Field | 'pattern';

/**
 * Whose word for a name counts. An instance is kept here as it was when it was chosen: whatever becomes of it elsewhere,
 * nobody else takes its place unseen.
 */
export type Sigstore =
  | { readonly kind: 'public' }
  | { readonly kind: 'installed'; readonly instance: Instance }
  | { readonly kind: 'file'; readonly file: TextFile | null };

/**
 * `organisation`: whom its file names; `link`: whom the link names that opened the page, which is nobody's word;
 * `inspect`: nobody by name, though remembered signers may be.
 */
export type ExpectedBy = Method | 'inspect' | 'organisation' | 'link';
/** By what it is known already whom to expect for a model, or said. */
export type Known = 'organisation' | 'pins' | 'link';

/** With whose word a Sigstore goes. */
const OF_SIGSTORE: ReadonlySet<ExpectedBy> = new Set<ExpectedBy>(['sigstore', 'inspect', 'link']);
/** Whose word is another's, and may be gone. */
const OF_OTHERS: ReadonlySet<ExpectedBy> = new Set<ExpectedBy>(['organisation', 'link']);

/** No key, certificate or trusted root is nearly this large; what is longer is cut, and refused by its parser. */
const TEXT_LIMIT = 8 * 2 ** 20;

/**
 * Whom a person expects and what they allow: the form's own state. It outlives every choice of files and every error,
 * so that nothing typed is lost. Nothing in it is ever filled in from a signature's own claims.
 */
export class Expectation {
  method = $state<ExpectedBy>('sigstore');
  identity = $state('');
  /** Whether `identity` is a pattern that lets in everybody who fits. */
  identityIsPattern = $state(false);
  issuer = $state('');
  sigstore = $state.raw<Sigstore>({ kind: 'public' });
  publicKey = $state.raw<TextFile | null>(null);
  roots = $state.raw<readonly TextFile[]>([]);
  subject = $state('');
  subjectAltName = $state('');
  leafFingerprint = $state('');
  intermediateFingerprint = $state('');
  /** As written, one path per line. */
  only = $state('');
  ignorePaths = $state('');
  /** Paths to leave out that cannot stand on a line as they are: with a line break, or something that is not seen. */
  oddIgnorePaths = $state.raw<readonly string[]>([]);
  ignoreUnsignedFiles = $state(false);
  /** What is missing, by field, since the last attempt to check. */
  problems = $state.raw<Partial<Record<Field, Missing>>>({});

  #suggested: string | null = null;

  /**
   * Opens the form at what is known of whom to expect, else at the method that the signature uses; a person's own choice stays
   * until that changes.
   */
  suggest(method: Method | 'inspect', knownBy: Known | null): void {
    // What a link says gives way to what the person said.
    const known = knownBy === 'link' && !this.#isUntouched() ? null : knownBy;
    const suggested = known ?? method;
    if (this.#suggested === suggested) return;
    this.#suggested = suggested;
    if (known !== null) this.method = known === 'pins' ? 'inspect' : known;
    else if (method !== 'inspect' || OF_OTHERS.has(this.method) || this.#isUntouched()) this.method = method;
    this.problems = {};
  }

  #isUntouched(): boolean {
    const files = this.publicKey === null && this.roots.length === 0;
    return files && this.identity === '' && this.issuer === '' && !this.#pinsCertificate();
  }

  #pinsCertificate(): boolean {
    return this.leafFingerprint.trim() !== '' || this.intermediateFingerprint.trim() !== '';
  }

  /** Once something is changed, what was missing may be there. */
  forgetProblems(): void {
    this.problems = {};
  }

  /**
   * What to ask of the library; null if something is missing, which `problems` then names.
   *
   * @param stated by the organisation's file, where there is one
   */
  toTrust(stated: ExpectationsTrust | null): TrustInput | ExpectationsTrust | null {
    if (this.method === 'organisation') return stated;
    const problems: Partial<Record<Field, Missing>> = {};
    // What a link says is no word of the person's: they name nobody, and it goes along beside.
    const trust = this.#read(this.method === 'link' ? 'inspect' : this.method, problems);
    this.problems = problems;
    return trust;
  }

  /** What the person calls the Sigstore that a check would use; null where it is none that they installed. */
  installedName(): string | null {
    if (!OF_SIGSTORE.has(this.method)) return null;
    return this.sigstore.kind === 'installed' ? this.sigstore.instance.name : null;
  }

  /** Undefined: the public one's, built in. */
  #trustedRoot(): string | undefined {
    switch (this.sigstore.kind) {
      case 'public':
        return undefined;
      case 'installed':
        return this.sigstore.instance.text;
      case 'file':
        return this.sigstore.file?.text;
    }
  }

  #read(method: Method | 'inspect', problems: Partial<Record<Field, Missing>>): TrustInput | null {
    const text = this.#trustedRoot();
    const trustedRoot = text === undefined ? {} : { trustedRoot: text };
    const usesSigstore = method === 'sigstore' || method === 'inspect';
    // The public one is not what they asked for, so it does not stand in.
    if (usesSigstore && this.sigstore.kind === 'file' && this.sigstore.file === null)
      problems.trustedRoot = 'trustedRoot';
    switch (method) {
      case 'sigstore':
        if (this.identity === '') problems.identity = this.identityIsPattern ? 'pattern' : 'identity';
        if (this.issuer === '') problems.issuer = 'issuer';
        if (Object.keys(problems).length > 0) return null;
        return { method: 'sigstore', ...this.#who(), issuer: this.issuer, ...trustedRoot };
      case 'key':
        if (this.publicKey === null) problems.publicKey = 'publicKey';
        return this.publicKey === null ? null : { method: 'key', publicKey: this.publicKey.text };
      case 'certificate':
        if (this.roots.length > 0 || this.#pinsCertificate()) return this.#certificate();
        problems.roots = 'roots';
        return null;
      case 'inspect':
        return problems.trustedRoot === undefined ? { method: 'inspect', ...trustedRoot } : null;
    }
  }

  #who(): { readonly identity: string } | { readonly identityPattern: string } {
    return this.identityIsPattern ? { identityPattern: this.identity } : { identity: this.identity };
  }

  #certificate(): CertificateTrust {
    const pins = {
      subject: this.subject,
      subjectAltName: this.subjectAltName,
      // Hex: a space that came along when pasting means nothing.
      leafFingerprint: this.leafFingerprint.trim(),
      intermediateFingerprint: this.intermediateFingerprint.trim(),
    };
    const roots = this.roots.map((root) => root.text);
    return {
      method: 'certificate',
      ...(roots.length === 0 ? {} : { roots }),
      ...Object.fromEntries(Object.entries(pins).filter(([, value]) => value !== '')),
    };
  }

  /** What alone is to be checked; null for everything. */
  onlyPaths(): readonly string[] | null {
    const paths = linesOf(this.only);
    return paths.length === 0 ? null : paths;
  }

  ignoredPaths(): readonly string[] {
    return [...linesOf(this.ignorePaths), ...this.oddIgnorePaths];
  }

  leaveOut(paths: readonly string[]): void {
    const already = this.ignoredPaths();
    const more = paths.filter((path) => !already.includes(path));
    this.ignorePaths = [...linesOf(this.ignorePaths), ...more.filter((path) => !hasUnseen(path))].join('\n');
    this.oddIgnorePaths = [...this.oddIgnorePaths, ...more.filter(hasUnseen)];
  }
}

/** One path per line; blank lines mean nothing. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

export async function readTextFile(file: File): Promise<TextFile> {
  return { name: file.name, text: await file.slice(0, TEXT_LIMIT).text() };
}
