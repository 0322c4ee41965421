import { quote, type ClaimFacts } from '../../src/index.js';
import type { Catalogue } from '../text/english.js';
import type { Fact } from './fact.js';
import type { Wording } from './wording.js';

/**
 * The few words of a statement that people look for first. All of them are the signer's, and nothing says that they have the
 * shape that their type promises: what has another one is left out here, and stands in the statement's own text.
 */
export function predicateFacts(claim: ClaimFacts, { words }: Wording): readonly Fact[] {
  const read = readerOf(claim);
  const predicate = read === null ? undefined : parse(claim);
  return read === null || predicate === undefined ? [] : read(predicate, words.predicate);
}

/** What a statement says against its files, for those who read no further than the verdict; else null. */
export function warningIn(claim: ClaimFacts | null, wording: Wording): string | null {
  if (claim === null) return null;
  const kind = JUDGING.find(({ type }) => type.test(claim.predicateType ?? ''))?.kind;
  if (kind === undefined) return null;
  const { warning } = wording.words.predicate;
  if (claim.predicateIsCut) return warning.tooLong(kind);
  if (claim.predicate === null) return warning.noResult(kind);
  const alarming = predicateFacts(claim, wording).find(({ tone }) => tone !== undefined);
  return alarming === undefined ? null : warning.says(kind, alarming.term, String(alarming.value));
}

/** Statements that pass judgement on their files. */
export type JudgingStatement = 'test-result' | 'verification-summary';

const JUDGING: readonly { readonly type: RegExp; readonly kind: JudgingStatement }[] = [
  { type: /^https:\/\/in-toto\.io\/attestation\/test-result\//, kind: 'test-result' },
  { type: /^https:\/\/slsa\.dev\/verification_summary\//, kind: 'verification-summary' },
];

type Terms = Catalogue['predicate'];
type Reader = (predicate: unknown, terms: Terms) => readonly Fact[];

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

function slsaV02(predicate: unknown, terms: Terms): readonly Fact[] {
  const source = at(predicate, 'invocation', 'configSource');
  return [
    ...words(terms.builder, at(predicate, 'builder', 'id')),
    ...words(terms.buildKind, at(predicate, 'buildType')),
    ...words(terms.builtFrom, at(source, 'uri')),
    ...digests(terms.itsDigest, at(source, 'digest')),
  ];
}

function slsaV1(predicate: unknown, terms: Terms): readonly Fact[] {
  const definition = at(predicate, 'buildDefinition');
  const workflow = at(definition, 'externalParameters', 'workflow');
  return [
    ...words(terms.builder, at(predicate, 'runDetails', 'builder', 'id')),
    ...words(terms.buildKind, at(definition, 'buildType')),
    ...words(terms.repository, at(workflow, 'repository')),
    ...words(terms.ref, at(workflow, 'ref')),
    ...words(terms.workflow, at(workflow, 'path')),
    ...words(terms.run, at(predicate, 'runDetails', 'metadata', 'invocationId')),
  ];
}

function testResult(predicate: unknown, terms: Terms): readonly Fact[] {
  const failed = at(predicate, 'failedTests');
  return [
    result(at(predicate, 'result'), terms),
    ...numbers(terms.passed, at(predicate, 'passedTests'), terms.tests),
    ...numbers(terms.warned, at(predicate, 'warnedTests'), terms.tests),
    ...numbers(terms.failed, failed, terms.tests).map((fact) =>
      Array.isArray(failed) && failed.length > 0 ? ({ ...fact, tone: 'bad' } as const) : fact,
    ),
  ];
}

function verificationSummary(predicate: unknown, terms: Terms): readonly Fact[] {
  return [
    result(at(predicate, 'verificationResult'), terms),
    ...words(terms.verifier, at(predicate, 'verifier', 'id')),
    ...words(terms.policy, at(predicate, 'policy', 'uri')),
  ];
}

function npmPublish(predicate: unknown, terms: Terms): readonly Fact[] {
  return [...words(terms.package, at(predicate, 'name')), ...words(terms.version, at(predicate, 'version'))];
}

function spdx(predicate: unknown, terms: Terms): readonly Fact[] {
  return [
    ...words(terms.name, at(predicate, 'name')),
    ...numbers(terms.lists, at(predicate, 'packages'), terms.packages),
  ];
}

function cycloneDx(predicate: unknown, terms: Terms): readonly Fact[] {
  return [
    ...words(terms.about, at(predicate, 'metadata', 'component', 'name')),
    ...numbers(terms.lists, at(predicate, 'components'), terms.components),
  ];
}

/** Only PASSED has passed, in these letters. */
function result(value: unknown, { result: term, notStated }: Terms): Fact {
  if (value === 'PASSED') return { term, value };
  if (typeof value !== 'string' || value === '') return { term, value: notStated, tone: 'caution' };
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

function numbers(term: string, value: unknown, counted: (count: number) => string): readonly Fact[] {
  return Array.isArray(value) ? [{ term, value: counted(value.length) }] : [];
}
