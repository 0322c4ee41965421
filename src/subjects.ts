import type { Claim } from './bundle/claim.js';
import type { ArtifactHash, ClaimSubject, HashAlgorithm } from './report.js';

/** Deeper names are compared as a whole only: every end of every name would be too much to look up. */
const MAX_PARTS = 32;

/** The subjects that a path is named by, all equally well. */
interface Named {
  /** How well: the whole name before a part of it. */
  readonly rank: number;
  readonly first: ClaimSubject;
  readonly digests: Set<string>;
}

/**
 * What a claim is about, to be looked up for each of these paths. The signer names a file by itself, or by where it lay: the one
 * may be the end of the other, part by part. The exact name goes before a shorter one, the longest of those before a longer one.
 */
export class Subjects {
  /** Each is computed of every file, until one fits. */
  readonly algorithms: readonly ArtifactHash[];
  readonly #all: readonly ClaimSubject[];
  /** The first of those with these bytes; one without a name before all others, since it says nothing of names. */
  readonly #byDigest = new Map<string, ClaimSubject>();
  readonly #byPath = new Map<string, Named>();

  constructor({ subjects }: Claim, paths: readonly string[]) {
    this.#all = subjects;
    this.algorithms = [...new Set(subjects.map(({ algorithm }) => algorithm))];
    const here = new Set(paths);
    const byName = new Map<string, ClaimSubject[]>();
    for (const subject of subjects) {
      const known = this.#byDigest.get(keyOf(subject));
      if (known === undefined || (known.name !== null && subject.name === null))
        this.#byDigest.set(keyOf(subject), subject);
      if (subject.name === null) continue;
      const same = byName.get(subject.name);
      if (same === undefined) byName.set(subject.name, [subject]);
      else same.push(subject);
    }
    for (const [name, same] of byName) {
      for (const [i, end] of endsOf(name).entries())
        if (here.has(end)) this.#name(end, same, i === 0 ? EXACT : 0);
    }
    for (const path of here) {
      for (const end of endsOf(path).slice(1)) {
        const same = byName.get(end);
        if (same !== undefined) this.#name(path, same, end.length);
      }
    }
  }

  #name(path: string, same: readonly ClaimSubject[], rank: number): void {
    const [first] = same;
    const known = this.#byPath.get(path);
    if (first === undefined || (known !== undefined && known.rank > rank)) return;
    const named = known?.rank === rank ? known : { rank, first, digests: new Set<string>() };
    for (const subject of same) named.digests.add(keyOf(subject));
    this.#byPath.set(path, named);
  }

  /** As `find`, where the digest may be of any kind. */
  has(algorithm: HashAlgorithm, digest: string): ClaimSubject | null {
    const known = this.algorithms.find((one) => one === algorithm);
    return known === undefined ? null : this.find(known, digest);
  }

  /** One with these bytes. */
  find(algorithm: ArtifactHash, digest: string): ClaimSubject | null {
    return this.#byDigest.get(keyOf({ algorithm, digest })) ?? null;
  }

  /** Whether a file with the bytes of this subject may go by this path: by the name that says most, and by no other. */
  isNameOf(subject: ClaimSubject, path: string): boolean {
    const named = this.#byPath.get(path);
    return named === undefined ? subject.name === null : named.digests.has(keyOf(subject));
  }

  /** What a file of this name should be; or the only one, where there is only one file. */
  expected(path: string, isAlone: boolean): ClaimSubject | null {
    return this.named(path) ?? (isAlone && this.#all.length === 1 ? (this.#all[0] ?? null) : null);
  }

  named(path: string): ClaimSubject | null {
    return this.#byPath.get(path)?.first ?? null;
  }
}

const EXACT = Number.MAX_SAFE_INTEGER;

function keyOf({ algorithm, digest }: Pick<ClaimSubject, 'algorithm' | 'digest'>): string {
  return `${algorithm}:${digest}`;
}

/** The name itself, and what is left of it without its first part, its first two, and so on. */
function endsOf(name: string): string[] {
  const ends = [name];
  let slash = name.indexOf('/');
  while (slash >= 0 && ends.length <= MAX_PARTS) {
    ends.push(name.slice(slash + 1));
    slash = name.indexOf('/', slash + 1);
  }
  return ends.length > MAX_PARTS ? [name] : ends;
}
