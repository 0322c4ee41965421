import { textExtension, type Extension } from './x509.js';

/** What Fulcio took from the signer's identity token: extensions 1.3.6.1.4.1.57264.1.x of its certificates. */
const CLAIMS = {
  /** The first six are bare text; 7 is a type of alternative name; the rest hold a UTF8String. */
  oldIssuer: 1,
  workflowTrigger: 2,
  workflowSha: 3,
  workflowName: 4,
  workflowRepository: 5,
  workflowRef: 6,
  issuer: 8,
  buildSignerUri: 9,
  buildSignerDigest: 10,
  runnerEnvironment: 11,
  sourceRepositoryUri: 12,
  sourceRepositoryDigest: 13,
  sourceRepositoryRef: 14,
  sourceRepositoryIdentifier: 15,
  sourceRepositoryOwnerUri: 16,
  sourceRepositoryOwnerIdentifier: 17,
  buildConfigUri: 18,
  buildConfigDigest: 19,
  buildTrigger: 20,
  runInvocationUri: 21,
  sourceRepositoryVisibility: 22,
  deploymentEnvironment: 23,
} as const;

export type Claim = keyof typeof CLAIMS;
export type Claims = Readonly<Partial<Record<Claim, string>>>;

const NAMES = Object.keys(CLAIMS).filter((name): name is Claim => name in CLAIMS);

export const claimOid = (claim: Claim) => `1.3.6.1.4.1.57264.1.${CLAIMS[claim]}`;

/** In the order of their numbers, as Fulcio writes them. */
export function claimExtensions(claims: Claims): Extension[] {
  return NAMES.flatMap((name) => {
    const value = claims[name];
    if (value === undefined) return [];
    const id = claimOid(name);
    return [CLAIMS[name] < 8 ? { oid: id, value: Buffer.from(value, 'utf8') } : textExtension(id, value)];
  });
}

const REPOSITORY = 'https://forge.touchstone.example/models/tiny';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const REF = 'refs/tags/v1.2.3';
const WORKFLOW = `${REPOSITORY}/.github/workflows/release.yml@${REF}`;

/** The alternative name of a certificate with the claims below. */
export const WORKFLOW_IDENTITY = WORKFLOW;

/** Every claim but the issuers, as a build service would make them. */
export const WORKFLOW_CLAIMS = {
  workflowTrigger: 'release',
  workflowSha: COMMIT,
  workflowName: 'Release',
  workflowRepository: 'models/tiny',
  workflowRef: REF,
  buildSignerUri: WORKFLOW,
  buildSignerDigest: COMMIT,
  runnerEnvironment: 'github-hosted',
  sourceRepositoryUri: REPOSITORY,
  sourceRepositoryDigest: COMMIT,
  sourceRepositoryRef: REF,
  sourceRepositoryIdentifier: '1296269',
  sourceRepositoryOwnerUri: 'https://forge.touchstone.example/models',
  sourceRepositoryOwnerIdentifier: '9919',
  buildConfigUri: WORKFLOW,
  buildConfigDigest: COMMIT,
  buildTrigger: 'release',
  runInvocationUri: `${REPOSITORY}/actions/runs/1234567890/attempts/1`,
  sourceRepositoryVisibility: 'public',
  deploymentEnvironment: 'production',
} as const satisfies Claims;
