import { fromUtf8, toUtf8 } from './bytes.js';
import type { Expectations } from './expectations/expectations.js';
import { readExpectations } from './expectations/parse.js';
import { Fault, Part } from './expectations/part.js';
import type { ExpectationsProblem } from './expectations-problem.js';
import { defaultHasher } from './hash/engine.js';
import { parseJson } from './json.js';
import { refusal, success, type Reasons, type Result } from './result.js';

/** With the trusted roots that it brings. Not among `BOUNDS`, which the worker carries along. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads an organisation's expectations file. Refused as a whole, with the place, where anything in it is wrong, unknown, or
 * contradicts itself. Whether its keys and roots can be used is told by the check that needs them.
 */
export async function parseExpectations(file: Blob | string): Promise<Result<Expectations>> {
  // Of a text, the length is a lower bound of its bytes: enough to refuse early.
  const size = typeof file === 'string' ? file.length : file.size;
  if (size > MAX_BYTES) return tooLarge();
  const bytes = typeof file === 'string' ? toUtf8(file) : await bytesOf(file);
  if (bytes === null) return unusable('unreadable');
  if (bytes.length > MAX_BYTES) return tooLarge();
  const text = fromUtf8(bytes);
  if (text === null) return unusable('not-json');
  // Some editors begin every file with a byte order mark.
  const json = parseJson(text.replace(/^\ufeff/, ''));
  if (!json.ok) return unusable(...jsonProblem(json.reasons));
  try {
    const read = readExpectations(new Part(json.value, ''));
    const sha256 = await defaultHasher().hash({ blob: new Blob([text]), algorithm: 'sha256' }, {});
    return sha256.ok
      ? success({ ...read, sha256: sha256.digest })
      : refusal({ code: 'engine-failed', detail: sha256.failure.detail });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return unusable(error.problem, error.detail, error.at);
  }
}

async function bytesOf(file: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** `parseJson` speaks of bundles. */
function jsonProblem([reason]: Reasons): readonly [ExpectationsProblem, string?] {
  switch (reason.code) {
    case 'bundle-empty':
      return ['empty'];
    case 'bundle-too-deep':
      return ['too-deep', String(reason.limit)];
    case 'bundle-too-long':
      return ['too-many', String(reason.limit)];
    case 'bundle-duplicate-key':
      return ['duplicate-key', reason.key];
    default:
      return ['not-json'];
  }
}

function tooLarge(): Result<never> {
  return unusable('too-large', `${String(MAX_BYTES / (1024 * 1024))} MiB`);
}

function unusable(problem: ExpectationsProblem, detail = '', at = ''): Result<never> {
  return refusal({ code: 'expectations-unusable', problem, at, detail });
}
