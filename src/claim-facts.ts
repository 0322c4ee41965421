import { BOUNDS } from './bounds.js';
import type { Claim } from './bundle/claim.js';
import type { ArtifactHash } from './file-result.js';

/**
 * A signature about files by their digests. `file`: over one file's bytes and nothing else (a Sigstore messageSignature);
 * `statement`: over an in-toto statement, whose predicate is the signer's word about those files.
 */
export interface ClaimFacts {
  /** What the signature is over. */
  readonly kind: 'file' | 'statement';
  /** Which version of in-toto it is; null of a file. */
  readonly statementType: string | null;
  /** What kind of statement it is, by its own word; null of a file. */
  readonly predicateType: string | null;
  /** The field's name for that kind of predicate, such as `SLSA provenance v1`; null for one that we do not know. */
  readonly predicateName: string | null;
  /** The first of them; `subjectCount` says how many there are. */
  readonly subjects: readonly ClaimSubject[];
  /** How many files it is about. */
  readonly subjectCount: number;
  /** The signer's words, as indented JSON: nothing in them was checked. Cut at its bound, then `predicateIsCut`. */
  readonly predicate: string | null;
  /** Whether `predicate` is not the whole of it. */
  readonly predicateIsCut: boolean;
}

/** A file that the signature is about. */
export interface ClaimSubject {
  /** The signer's name for the file; null where the signature names none. */
  readonly name: string | null;
  /** By which its digest is. */
  readonly algorithm: ArtifactHash;
  /** Lower-case hex. */
  readonly digest: string;
}

/** What the report says of a claim. */
export function claimFacts({ subjects, unusable: _, ...facts }: Claim): ClaimFacts {
  const { predicateType: type } = facts;
  return {
    ...facts,
    predicateName: type === null ? null : predicateName(type),
    subjects: subjects.slice(0, BOUNDS.subjectsShown),
    subjectCount: subjects.length,
  };
}

/** The field's own names, by the beginning of the type; versions are shown as they stand. */
const PREDICATES = [
  ['https://slsa.dev/provenance/', 'SLSA provenance'],
  ['https://slsa.dev/verification_summary/', 'SLSA verification summary'],
  ['https://github.com/npm/attestation/tree/main/specs/publish/', 'npm publish attestation'],
  ['https://in-toto.io/attestation/test-result/', 'test result'],
  ['https://in-toto.io/attestation/release/', 'release attestation'],
  ['https://in-toto.io/attestation/vulns/', 'vulnerability scan'],
  ['https://in-toto.io/attestation/link/', 'in-toto link'],
  ['https://in-toto.io/Link/', 'in-toto link'],
  ['https://spdx.dev/Document', 'SPDX bill of materials'],
  ['https://cyclonedx.org/', 'CycloneDX bill of materials'],
  ['https://cosign.sigstore.dev/attestation/vuln/', 'vulnerability scan'],
  ['https://cosign.sigstore.dev/attestation/', 'cosign attestation'],
  ['https://sigstore.dev/cosign/sign/', 'cosign signature'],
] as const satisfies readonly (readonly [prefix: string, name: string])[];

export type PredicateName = (typeof PREDICATES)[number][1];

function predicateName(type: string): string | null {
  const known = PREDICATES.find(([prefix]) => type.startsWith(prefix));
  if (known === undefined) return null;
  const version = /\/(v?\d+(?:\.\d+)*)$/.exec(type)?.[1];
  return version === undefined ? known[1] : `${known[1]} ${version}`;
}
