import type { Bytes } from './der.js';
import { hashOf, type Hash } from './keys.js';

/** in-toto statements about files, as they are found beside packages, images and builds. */

export interface Subject {
  name: string;
  digest: Record<string, string>;
}

export interface InTotoStatement {
  _type: string;
  subject: Subject[];
  predicateType: string;
  predicate: object;
}

export type StatementVersion = 'v0.1' | 'v1';

/** A file by name and digests; SHA-256 alone unless others are asked for. */
export function subjectOf(name: string, bytes: Bytes, hashes: readonly Hash[] = ['sha256']): Subject {
  return { name, digest: Object.fromEntries(hashes.map((h) => [h, hashOf(h, bytes).toString('hex')])) };
}

export const IN_TOTO_TYPES = {
  'v0.1': 'https://in-toto.io/Statement/v0.1',
  v1: 'https://in-toto.io/Statement/v1',
} as const;

const REPOSITORY = 'https://forge.touchstone.example/models/tiny';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const RUN = `${REPOSITORY}/actions/runs/1234567890/attempts/1`;

/** Each with the version of the statement that it usually stands in. */
const PREDICATES = {
  'slsa-v0.2': {
    version: 'v0.1',
    predicateType: 'https://slsa.dev/provenance/v0.2',
    predicate: {
      builder: { id: `${REPOSITORY}/runner/hosted` },
      buildType: `${REPOSITORY}/build/v2`,
      invocation: {
        configSource: {
          uri: `git+${REPOSITORY}@refs/tags/v1.2.3`,
          digest: { sha1: COMMIT },
          entryPoint: '.github/workflows/release.yml',
        },
        parameters: {},
        environment: { run: '1234567890' },
      },
      metadata: {
        buildInvocationId: '1234567890-1',
        completeness: { parameters: false, environment: false, materials: false },
        reproducible: false,
      },
      materials: [{ uri: `git+${REPOSITORY}@refs/tags/v1.2.3`, digest: { sha1: COMMIT } }],
    },
  },
  'slsa-v1': {
    version: 'v1',
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://forge.touchstone.example/build-types/workflow/v1',
        externalParameters: {
          workflow: {
            ref: 'refs/tags/v1.2.3',
            repository: REPOSITORY,
            path: '.github/workflows/release.yml',
          },
        },
        internalParameters: { github: { event_name: 'release', repository_id: '1296269' } },
        resolvedDependencies: [{ uri: `git+${REPOSITORY}@refs/tags/v1.2.3`, digest: { gitCommit: COMMIT } }],
      },
      runDetails: {
        builder: { id: 'https://forge.touchstone.example/runner/hosted' },
        metadata: { invocationId: RUN },
      },
    },
  },
  'npm-publish': {
    version: 'v0.1',
    predicateType: 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1',
    predicate: { name: '@touchstone/tiny', version: '1.2.3', registry: 'https://registry.npmjs.org' },
  },
  'test-result': {
    version: 'v1',
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: 'PASSED',
      configuration: [{ name: '.github/workflows/test.yml', digest: { gitBlob: COMMIT } }],
      url: RUN,
      passedTests: ['weights load', 'answers are stable'],
      warnedTests: [],
      failedTests: [],
    },
  },
  spdx: {
    version: 'v1',
    predicateType: 'https://spdx.dev/Document/v2.3',
    predicate: {
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: 'tiny',
      documentNamespace: 'https://touchstone.example/spdx/tiny-1.2.3',
      creationInfo: { created: '2026-03-01T12:00:00Z', creators: ['Tool: touchstone-forge'] },
      packages: [
        {
          SPDXID: 'SPDXRef-Package-tiny',
          name: 'tiny',
          versionInfo: '1.2.3',
          downloadLocation: 'NOASSERTION',
          licenseConcluded: 'Apache-2.0',
        },
      ],
      relationships: [
        {
          spdxElementId: 'SPDXRef-DOCUMENT',
          relationshipType: 'DESCRIBES',
          relatedSpdxElement: 'SPDXRef-Package-tiny',
        },
      ],
    },
  },
  cyclonedx: {
    version: 'v1',
    predicateType: 'https://cyclonedx.org/bom',
    predicate: {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
      version: 1,
      metadata: { timestamp: '2026-03-01T12:00:00Z' },
      components: [
        { type: 'machine-learning-model', 'bom-ref': 'tiny', name: 'tiny', version: '1.2.3' },
        { type: 'library', 'bom-ref': 'safetensors', name: 'safetensors', version: '0.5.0' },
      ],
    },
  },
} as const;

export type PredicateKind = keyof typeof PREDICATES;

export const PREDICATE_KINDS = Object.keys(PREDICATES).filter((k): k is PredicateKind => k in PREDICATES);

export interface AttestOptions {
  readonly version?: StatementVersion;
  readonly predicateType?: string;
  readonly predicate?: object;
}

/** A statement of some usual kind about `subject`; a copy, free to be changed. */
export function attest(
  kind: PredicateKind,
  subject: readonly Subject[],
  options: AttestOptions = {},
): InTotoStatement {
  const usual = PREDICATES[kind];
  return structuredClone({
    _type: IN_TOTO_TYPES[options.version ?? usual.version],
    subject: [...subject],
    predicateType: options.predicateType ?? usual.predicateType,
    predicate: options.predicate ?? usual.predicate,
  });
}

/** SLSA provenance; the statement's version goes with it unless given. */
export const provenanceStatement = (
  subject: readonly Subject[],
  options: AttestOptions & { readonly slsa?: 'v0.2' | 'v1' } = {},
): InTotoStatement => attest(`slsa-${options.slsa ?? 'v1'}`, subject, options);
