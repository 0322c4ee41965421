import { BOUNDS } from './bounds.js';
import { refusal, success, type Result } from './result.js';

/**
 * Parses JSON that somebody else wrote. Refuses, beside what is not JSON, deep nesting, endless lists and repeated keys: of
 * two equal keys, one reader takes the first and another the last, and so they would verify different things (RFC 8259
 * §4). Bounds are checked before anything is built, since a value may take forty times the room of its text.
 */
export function parseJson(text: string): Result<unknown> {
  if (text.trim() === '') return refusal({ code: 'bundle-empty' });
  try {
    return inspect(text) ?? success(JSON.parse(text) as unknown);
  } catch (error) {
    return refusal({ code: 'bundle-not-json', detail: error instanceof Error ? error.message : '' });
  }
}

/** Walks the tokens. Of text that is not JSON it may say anything; JSON.parse has the last word. */
function inspect(text: string): Result<never> | null {
  // One set of keys per open object; null for an array.
  const open: (Set<string> | null)[] = [];
  /** The last text that was closed, until it has served as a key. */
  let lastString: string | null = null;
  let marks = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '{':
      case '[':
        marks++;
        open.push(text[at] === '{' ? new Set() : null);
        if (open.length > BOUNDS.jsonDepth)
          return refusal({ code: 'bundle-too-deep', limit: BOUNDS.jsonDepth });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        marks++;
        break;
      case '"': {
        const end = endOfString(text, at);
        lastString = text.slice(at, end);
        at = end - 1;
        break;
      }
      case ':': {
        const keys = open.at(-1) ?? null;
        if (keys === null || lastString === null) {
          marks++;
          break;
        }
        // Unescaped, since "a" and "\u0061" are the same key.
        const key = String(JSON.parse(lastString));
        lastString = null;
        if (keys.has(key)) return refusal({ code: 'bundle-duplicate-key', key: key.slice(0, 200) });
        keys.add(key);
        break;
      }
    }
    if (marks > BOUNDS.jsonMarks) return refusal({ code: 'bundle-too-long', limit: BOUNDS.jsonMarks });
  }
  return null;
}

/** The index behind the closing quote. A regular expression would overflow its stack on a payload of many megabytes. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** JSON with an indentation of two, as long as `limit` lasts: what somebody else wrote may be a thousand times longer so. */
export function writeJson(value: unknown, limit: number): { readonly text: string; readonly isCut: boolean } {
  let text = '';
  /** False once there is no more room. */
  const write = (part: string): boolean => {
    text += part;
    return text.length <= limit;
  };
  const walk = (item: unknown, indent: string): boolean => {
    if (typeof item !== 'object' || item === null) return write(JSON.stringify(item));
    const isList = Array.isArray(item);
    const entries = Object.entries(item);
    const deeper = `${indent}  `;
    if (entries.length === 0) return write(isList ? '[]' : '{}');
    for (const [i, [key, member]] of entries.entries()) {
      const start = i > 0 ? ',' : isList ? '[' : '{';
      const name = isList ? '' : `${JSON.stringify(key)}: `;
      if (!write(`${start}\n${deeper}${name}`) || !walk(member, deeper)) return false;
    }
    return write(`\n${indent}${isList ? ']' : '}'}`);
  };
  const isWhole = walk(value, '');
  return { text: text.slice(0, limit), isCut: !isWhole };
}
