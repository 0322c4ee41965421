import { fromUtf8 } from '../bytes.js';
import { refusal, type Result } from '../result.js';
import { parseJson } from '../json.js';
import { parseDigestsV01 } from './digests-v01.js';
import { parsePredicate } from './predicate.js';
import { PREDICATE_TYPE, PREDICATE_TYPE_V01, type Manifest } from './manifest.js';
import { Malformed, TooLarge, Untrusted } from '../untrusted.js';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/**
 * Reads the signed payload: an in-toto Statement v1 (OMS 1.0 §5.1) about a model. `sha256` is needed for the root digest,
 * which is recomputed here: a manifest that leaves this function fits its own root.
 */
export function parseStatement(
  payload: Uint8Array,
  sha256: (data: Uint8Array) => Uint8Array,
): Result<Manifest> {
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
    if (error instanceof TooLarge) return refusal(error.reason);
    if (error instanceof Malformed) {
      return refusal({ code: 'statement-malformed', at: error.at, problem: error.problem });
    }
    throw error;
  }
}

function parse(statement: Untrusted, sha256: (data: Uint8Array) => Uint8Array): Result<Manifest> {
  const type = statement.get('_type').string();
  if (type !== STATEMENT_TYPE) return refusal({ code: 'statement-type-unknown', type: type.slice(0, 200) });
  const predicateType = statement.get('predicateType').string();
  switch (predicateType) {
    case PREDICATE_TYPE:
      return parsePredicate(statement, sha256);
    case PREDICATE_TYPE_V01:
      return parseDigestsV01(statement);
    default:
      return refusal({ code: 'predicate-type-unknown', predicateType: predicateType.slice(0, 200) });
  }
}
