import { BOUNDS } from '../bounds.js';
import { fromUtf8 } from '../bytes.js';
import { refusal, success, type Result } from '../result.js';
import { parseJson } from '../json.js';
import { parseClaim, type Claim } from './claim.js';
import { parseDigestsV01 } from './digests-v01.js';
import { parsePredicate } from './predicate.js';
import { PREDICATE_TYPE, PREDICATE_TYPE_V01, type Manifest } from './manifest.js';
import { Malformed, MalformedFor, Untrusted } from '../untrusted.js';

const STATEMENT_V01 = 'https://in-toto.io/Statement/v0.1';
const STATEMENT_V1 = 'https://in-toto.io/Statement/v1';
/** Whatever is named so is about a model, and read as one or not at all. */
const MODEL_SIGNING = 'https://model_signing/';

/** What was signed: the files of a model (OMS), or something about files. */
export type Statement =
  { readonly kind: 'model'; readonly manifest: Manifest } | { readonly kind: 'claim'; readonly claim: Claim };

/**
 * Reads the signed payload: an in-toto Statement, about a model (OMS 1.0 §5.1) or about files by their digests. `sha256` is
 * needed for the root digest, which is recomputed here: a manifest that leaves this function fits its own root.
 */
export function parseStatement(
  payload: Uint8Array,
  sha256: (data: Uint8Array) => Uint8Array,
): Result<Statement> {
  const text = fromUtf8(payload);
  if (text === null) return refusal({ code: 'statement-malformed', at: 'payload', problem: 'is not UTF-8' });
  const json = parseJson(text);
  if (!json.ok) {
    const [{ code }] = json.reasons;
    if (code !== 'bundle-not-json' && code !== 'bundle-empty') return json;
    return refusal({ code: 'statement-malformed', at: 'payload', problem: 'is not JSON' });
  }
  try {
    return parse(new Untrusted(json.value, 'statement'), sha256);
  } catch (error) {
    if (error instanceof MalformedFor) return refusal(error.reason);
    if (error instanceof Malformed) {
      return refusal({ code: 'statement-malformed', at: error.at, problem: error.problem });
    }
    throw error;
  }
}

function parse(statement: Untrusted, sha256: (data: Uint8Array) => Uint8Array): Result<Statement> {
  const type = statement.get('_type').string();
  if (type !== STATEMENT_V1 && type !== STATEMENT_V01)
    return refusal({ code: 'statement-type-unknown', type: type.slice(0, 200) });
  const predicateType = statement.get('predicateType').stringOf(BOUNDS.typeCharacters);
  if (!predicateType.startsWith(MODEL_SIGNING)) {
    const claim = parseClaim(statement, type, predicateType);
    return claim.ok ? success({ kind: 'claim', claim: claim.value }) : claim;
  }
  if (type !== STATEMENT_V1) return refusal({ code: 'statement-type-unknown', type });
  const manifest = parseManifest(statement, predicateType, sha256);
  return manifest.ok ? success({ kind: 'model', manifest: manifest.value }) : manifest;
}

function parseManifest(
  statement: Untrusted,
  predicateType: string,
  sha256: (data: Uint8Array) => Uint8Array,
): Result<Manifest> {
  switch (predicateType) {
    case PREDICATE_TYPE:
      return parsePredicate(statement, sha256);
    case PREDICATE_TYPE_V01:
      return parseDigestsV01(statement);
    default:
      return refusal({ code: 'predicate-type-unknown', predicateType: predicateType.slice(0, 200) });
  }
}
