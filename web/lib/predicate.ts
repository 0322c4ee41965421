import { quote, type ClaimFacts } from '../../src/index.js';
import { counted } from './format.js';
import type { Fact } from './fact.js';

/**
 * The few words of a statement that people look for first. All of them are the signer's, and nothing says that they have the
 * shape that their type promises: what has another one is left out here, and stands in the statement's own text.
 */
export function predicateFacts(claim: ClaimFacts): readonly Fact[] {
  const read = readerOf(claim);
  const predicate = read === null ? undefined : parse(claim);
  return read === null || predicate === undefined ? [] : read(predicate);
}

/** What a statement says against its files, for those who read no further than the verdict; else null. */
export function warningIn(claim: ClaimFacts | null): string | null {
  if (claim === null) return null;
  const kind = VERDICTS.find(({ type }) => type.test(claim.predicateType ?? ''));
  if (kind === undefined) return null;
  if (claim.predicateIsCut)
    return `What was signed is a ${kind.name}, and it is too long for its result to be read here.`;
  if (claim.predicate === null) return `What was signed is a ${kind.name}. It states no result.`;
  const alarming = predicateFacts(claim).find(({ tone }) => tone !== undefined);
  return alarming === undefined
    ? null
    : `What was signed is a ${kind.name}. ${alarming.term}: ${String(alarming.value)}.`;
}

/** Statements that pass judgement on their files. */
const VERDICTS: readonly { readonly type: RegExp; readonly name: string }[] = [
  { type: /^https:\/\/in-toto\.io\/attestation\/test-result\//, name: 'test result' },
  { type: /^https:\/\/slsa\.dev\/verification_summary\//, name: 'verification summary' },
];

type Reader = (predicate: unknown) => readonly Fact[];

const READERS: readonly (readonly [type: RegExp, read: Reader])[] = [
  [/^https:\/\/slsa\.dev\/provenance\/v0\.2$/, slsaV02],
  [/^https:\/\/slsa\.dev\/provenance\/v1(?:\.\d+)?$/, slsaV1],
  [/^https:\/\/in-toto\.io\/attestation\/test-result\//, testResult],
  [/^https:\/\/slsa\.dev\/verification_summary\//, verificationSummary],
  [/^https:\/\/github\.com\/npm\/attestation\/tree\/main\/specs\/publish\//, npmPublish],
  [/^https:\/\/spdx\.dev\/Document/, spdx],
  [/^https:\/\/cyclonedx\.org\//, cycloneDx],
];

function readerOf({ predicateType }: ClaimFacts): Reader | null {
  return READERS.find(([type]) => type.test(predicateType ?? ''))?.[1] ?? null;
}

/** Undefined where there is none, or where it was cut and so is no JSON any more. */
function parse({ predicate, predicateIsCut }: ClaimFacts): unknown {
  if (predicate === null || predicateIsCut) return undefined;
  try {
    return JSON.parse(predicate) as unknown;
  } catch {
    return undefined;
  }
}

function slsaV02(predicate: unknown): readonly Fact[] {
  const source = at(predicate, 'invocation', 'configSource');
  return [
    ...words('Builder', at(predicate, 'builder', 'id')),
    ...words('Kind of build', at(predicate, 'buildType')),
    ...words('Built from', at(source, 'uri')),
    ...digests('Its digest', at(source, 'digest')),
  ];
}

function slsaV1(predicate: unknown): readonly Fact[] {
  const definition = at(predicate, 'buildDefinition');
  const workflow = at(definition, 'externalParameters', 'workflow');
  return [
    ...words('Builder', at(predicate, 'runDetails', 'builder', 'id')),
    ...words('Kind of build', at(definition, 'buildType')),
    ...words('Repository', at(workflow, 'repository')),
    ...words('Ref', at(workflow, 'ref')),
    ...words('Workflow', at(workflow, 'path')),
    ...words('Run', at(predicate, 'runDetails', 'metadata', 'invocationId')),
  ];
}

function testResult(predicate: unknown): readonly Fact[] {
  const failed = at(predicate, 'failedTests');
  return [
    result('Result', at(predicate, 'result')),
    ...numbers('Tests that passed', at(predicate, 'passedTests'), 'test'),
    ...numbers('Tests with a warning', at(predicate, 'warnedTests'), 'test'),
    ...numbers('Tests that failed', failed, 'test').map((fact) =>
      Array.isArray(failed) && failed.length > 0 ? ({ ...fact, tone: 'bad' } as const) : fact,
    ),
  ];
}

function verificationSummary(predicate: unknown): readonly Fact[] {
  return [
    result('Result', at(predicate, 'verificationResult')),
    ...words('Verifier', at(predicate, 'verifier', 'id')),
    ...words('Policy', at(predicate, 'policy', 'uri')),
  ];
}

function npmPublish(predicate: unknown): readonly Fact[] {
  return [...words('Package', at(predicate, 'name')), ...words('Version', at(predicate, 'version'))];
}

function spdx(predicate: unknown): readonly Fact[] {
  return [...words('Name', at(predicate, 'name')), ...numbers('Lists', at(predicate, 'packages'), 'package')];
}

function cycloneDx(predicate: unknown): readonly Fact[] {
  return [
    ...words('About', at(predicate, 'metadata', 'component', 'name')),
    ...numbers('Lists', at(predicate, 'components'), 'component'),
  ];
}

/** Only PASSED has passed, in these letters. */
function result(term: string, value: unknown): Fact {
  if (value === 'PASSED') return { term, value };
  if (typeof value !== 'string' || value === '') return { term, value: 'not stated', tone: 'caution' };
  return { term, value: quote(value), tone: /fail/i.test(value) ? 'bad' : 'caution' };
}

/** A member of a member; `toString` and its like are none. */
function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

const MAX_WORDS = 500;
const MAX_DIGESTS = 5;

function words(term: string, value: unknown): readonly Fact[] {
  if (typeof value !== 'string' || value === '') return [];
  return [{ term, value: value.length > MAX_WORDS ? `${value.slice(0, MAX_WORDS)}…` : value, exact: true }];
}

function digests(term: string, value: unknown): readonly Fact[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .slice(0, MAX_DIGESTS)
    .flatMap(([algorithm, digest]) =>
      typeof digest === 'string' ? words(term, `${algorithm}:${digest}`) : [],
    );
}

function numbers(term: string, value: unknown, one: string): readonly Fact[] {
  return Array.isArray(value) ? [{ term, value: counted(value.length, one) }] : [];
}
