import { BOUNDS } from '../bounds.js';
import { toHex } from '../bytes.js';
import { writeJson } from '../json.js';
import type { ArtifactHash, ClaimFacts, ClaimSubject } from '../report.js';
import { refusal, success, type Result } from '../result.js';
import type { Untrusted } from '../untrusted.js';
import type { MessageSignature } from './bundle.js';
import { parseDigest } from './manifest.js';

/** A signature about files by their digests: the rest is the signer's word. */
export interface Claim extends Omit<ClaimFacts, 'subjects' | 'subjectCount' | 'predicateName'> {
  /** At least one. */
  readonly subjects: readonly ClaimSubject[];
  /** How many more there are, that name no digest of a kind that we compute. */
  readonly unusable: number;
}

/** A messageSignature claims one thing: these bytes. */
export function claimOfMessage({ hash, digest }: MessageSignature): Claim {
  return {
    kind: 'file',
    statementType: null,
    predicateType: null,
    subjects: [{ name: null, algorithm: hash, digest: toHex(digest) }],
    unusable: 0,
    predicate: null,
    predicateIsCut: false,
  };
}

/** By which a subject is looked for, the first one first; all others (sha1, gitCommit) prove too little. */
const ALGORITHMS = ['sha256', 'sha512', 'sha384'] as const satisfies readonly ArtifactHash[];

/** An in-toto statement about files (in-toto attestation framework, Statement v0.1 and v1). */
export function parseClaim(
  statement: Untrusted,
  statementType: string,
  predicateType: string,
): Result<Claim> {
  const list = statement.get('subject').array(BOUNDS.resources);
  const subjects: ClaimSubject[] = [];
  for (const subject of list) {
    const name = subject.optional('name')?.stringOf(BOUNDS.pathCharacters) ?? null;
    const digests = subject.get('digest');
    const algorithm = ALGORITHMS.find((candidate) => digests.optional(candidate) !== null);
    if (algorithm === undefined) continue;
    const digest = digests.get(algorithm).string();
    const raw = parseDigest(digest, algorithm, name ?? '');
    if (!raw.ok) return raw;
    subjects.push({ name, algorithm, digest });
  }
  if (subjects.length === 0) return refusal({ code: 'subjects-unusable', count: list.length });
  const predicate = statement.optional('predicate');
  const written = predicate === null ? null : writeJson(predicate.value, BOUNDS.predicateCharacters);
  return success({
    kind: 'statement',
    statementType,
    predicateType,
    subjects,
    unusable: list.length - subjects.length,
    predicate: written?.text ?? null,
    predicateIsCut: written?.isCut ?? false,
  });
}
