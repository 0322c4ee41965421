import type { Method, TrustInput } from '../src/index.js';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export type Field = 'identity' | 'issuer' | 'publicKey' | 'roots';

/** No key, certificate or trusted root is nearly this large; what is longer is cut, and refused by its parser. */
const TEXT_LIMIT = 8 * 2 ** 20;

/**
 * Whom a person expects and what they allow: the form's own state. It outlives every choice of files and every error,
 * so that nothing typed is lost. Nothing in it is ever filled in from a signature's own claims.
 */
export class Expectation {
  method = $state<Method | 'inspect'>('sigstore');
  identity = $state('');
  issuer = $state('');
  trustedRoot = $state.raw<TextFile | null>(null);
  publicKey = $state.raw<TextFile | null>(null);
  roots = $state.raw<readonly TextFile[]>([]);
  subject = $state('');
  ignorePaths = $state('');
  ignoreUnsignedFiles = $state(false);
  /** What is missing, by field, since the last attempt to check. */
  problems = $state.raw<Partial<Record<Field, string>>>({});

  #suggested: Method | 'inspect' | null = null;

  /** Opens the form at the method that the signature uses; a person's own choice stays until that changes. */
  suggest(method: Method | 'inspect'): void {
    if (this.#suggested === method) return;
    this.#suggested = method;
    if (method !== 'inspect' || this.#isUntouched()) this.method = method;
    this.problems = {};
  }

  #isUntouched(): boolean {
    return this.identity === '' && this.issuer === '' && this.publicKey === null && this.roots.length === 0;
  }

  /** Once something is changed, what was missing may be there. */
  forgetProblems(): void {
    this.problems = {};
  }

  /** What to ask of the library; null if something is missing, which `problems` then names. */
  toTrust(): TrustInput | null {
    const problems: Partial<Record<Field, string>> = {};
    const trust = this.#read(problems);
    this.problems = problems;
    return trust;
  }

  #read(problems: Partial<Record<Field, string>>): TrustInput | null {
    const trustedRoot = this.trustedRoot === null ? {} : { trustedRoot: this.trustedRoot.text };
    switch (this.method) {
      case 'sigstore':
        if (this.identity === '') problems.identity = 'Write whom you expect, such as an e-mail address.';
        if (this.issuer === '') problems.issuer = 'Write or choose who confirms that identity.';
        if (this.identity === '' || this.issuer === '') return null;
        return { method: 'sigstore', identity: this.identity, issuer: this.issuer, ...trustedRoot };
      case 'key':
        if (this.publicKey === null)
          problems.publicKey = 'Choose the public key file that the signer gave you.';
        return this.publicKey === null ? null : { method: 'key', publicKey: this.publicKey.text };
      case 'certificate': {
        if (this.roots.length === 0)
          problems.roots = 'Choose the certificate of the authority that you trust.';
        if (this.roots.length === 0) return null;
        const subject = this.subject === '' ? {} : { subject: this.subject };
        return { method: 'certificate', roots: this.roots.map((root) => root.text), ...subject };
      }
      case 'inspect':
        return { method: 'inspect', ...trustedRoot };
    }
  }

  /** One path per line; blank lines mean nothing. */
  ignoredPaths(): readonly string[] {
    return this.ignorePaths.split(/\r?\n/).filter((line) => line.trim() !== '');
  }

  leaveOut(paths: readonly string[]): void {
    const already = this.ignoredPaths();
    this.ignorePaths = [...already, ...paths.filter((path) => !already.includes(path))].join('\n');
  }
}

export async function readTextFile(file: File): Promise<TextFile> {
  return { name: file.name, text: await file.slice(0, TEXT_LIMIT).text() };
}
