import type { ChainProblem, Method, NameProblem, NearMiss, PemProblem, PointerSystem } from './reason.js';

/** Where the file itself is to be had from. */
export const POINTER_WAYS: Readonly<Record<PointerSystem, string>> = {
  'git-lfs': 'Run “git lfs pull” in the model’s folder, or download the files again, then check once more.',
  xet: 'Install git-xet and pull again, or download the files again, then check once more.',
};

export const POINTER_SYSTEMS: Readonly<Record<PointerSystem, string>> = { 'git-lfs': 'Git LFS', xet: 'Xet' };

export function pointerCount(count: number, path: string): string {
  return count === 1 ? `"${path}" is a pointer` : `${String(count)} files, such as "${path}", are pointers`;
}

/** Parts of sentences for `message.ts`: what is wrong, in words that follow a name. */
export function nameProblem(problem: NameProblem): string {
  return {
    empty: 'is empty',
    absolute: 'is absolute',
    parent: 'climbs out of its folder',
    'dot-part': 'has a part "."',
    'empty-part': 'has an empty part',
    backslash: 'has a back-slash',
    'drive-letter': 'starts with a drive letter',
    nul: 'has a NUL character',
    'ill-formed-unicode': 'is not well-formed text',
    'too-long': 'is too long',
  }[problem];
}

export function pemProblem(problem: PemProblem): string {
  return {
    empty: 'it is empty',
    'too-large': 'it is too large',
    'not-pem': 'it is not a PEM text',
    'is-a-certificate': 'it is a certificate, not a public key',
    'is-a-public-key': 'it is a public key, not a certificate',
    'is-a-private-key': 'it is a private key, which you should not give to anybody',
    'several-keys': 'it holds several keys',
    'unsupported-key': 'it is of a kind that this method does not use (ECDSA P-256, P-384 or P-521)',
    malformed: 'it is damaged, or not an X.509 certificate of version 3',
    'unsupported-algorithm': 'it is signed with an algorithm that we do not check',
  }[problem];
}

export function chainProblem(problem: ChainProblem): string {
  return {
    'not-a-ca': 'it is not a CA',
    'no-key-cert-sign': 'it may not sign certificates',
    'path-too-long': 'there are too many CAs below it',
    'extended-key-usage': 'it is for other purposes than signing code',
    'unknown-critical-extension': 'it has a critical extension that we do not know',
    'name-constraints': 'it has name constraints, which we do not check',
    version: 'it is not of version 3',
    algorithm: 'it is signed with an algorithm that we do not check',
    'algorithm-mismatch': 'it names two signature algorithms',
  }[problem];
}

export function linkProblem(problem: 'not-allowed' | 'leaves-the-model' | 'broken'): string {
  return {
    'not-allowed': 'and the signer allowed none',
    'leaves-the-model': 'that leads out of the model',
    broken: 'that leads nowhere',
  }[problem];
}

export function near(miss: NearMiss | null): string {
  if (miss === null) return '';
  const difference = {
    case: 'They differ only in upper and lower case',
    'white-space': 'They differ only in white space',
    scheme: 'They differ only in how the address begins (http, https or neither)',
    trailing: 'They differ only in how they end',
    'look-alike': 'They look alike but are not the same',
  }[miss];
  return ` ${difference}, and that is a difference.`;
}

export function method(name: Method): string {
  return { sigstore: 'an identity', key: 'a public key', certificate: 'a CA certificate' }[name];
}

export function fileCounts(counts: {
  changed: number;
  missing: number;
  unsigned: number;
  unreadable: number;
  changedDuringCheck: number;
}): string {
  const { changed, missing, unsigned, unreadable, changedDuringCheck } = counts;
  const parts = Object.entries({
    changed,
    missing,
    'not signed': unsigned,
    unreadable,
    'changed during the check': changedDuringCheck,
  })
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${String(n)} ${what}`);
  return `Files differ from what was signed: ${parts.join(', ')}`;
}

export function day(iso: string): string {
  return iso.slice(0, 10);
}

export function bytes(n: number): string {
  return n < 1024 * 1024 ? `${String(n)} bytes` : `${(n / (1024 * 1024)).toFixed(0)} MiB`;
}
