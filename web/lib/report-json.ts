import type { Report } from '../../src/index.js';
import { eachInTurns } from './turns.js';

/** As the command's report has it; a line break here is JSON's own. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;
/** In most reports there is nothing else, and this is looked for much faster. */
const NOT_PLAIN = /[^\n -~]/;
/** So many of a list's items at a time: a report has as many as 100,000. */
const PER_PIECE = 1000;

/**
 * The whole report. What cannot be seen in it is written as \u escapes: the same JSON, but nothing hides in it.
 * Gives way to the page meanwhile.
 */
export async function reportAsJson(report: Report): Promise<Blob> {
  const pieces: (string | Blob)[] = [];
  let before = '{\n';
  for (const [key, value] of Object.entries(report)) {
    const name = `${before}  ${JSON.stringify(key)}: `;
    before = ',\n';
    if (!Array.isArray(value) || value.length <= PER_PIECE) {
      pieces.push(name, visible(indented(JSON.stringify(value, null, 2))));
      continue;
    }
    pieces.push(name);
    let opening = '[';
    const add = (part: readonly unknown[]): void => {
      // Without the part's own brackets. A blob at once: of one text of 40 MB it would take a while.
      pieces.push(new Blob([opening, visible(indented(JSON.stringify(part, null, 2).slice(1, -2)))]));
      opening = ',';
    };
    await eachInTurns(partsOf(value), NEVER, add, { perLook: 1, isAnswer: false });
    pieces.push('\n  ]');
  }
  return new Blob([...pieces, '\n}\n'], { type: 'application/json' });
}

const NEVER = new AbortController().signal;

function* partsOf(items: readonly unknown[]): Generator<readonly unknown[]> {
  for (let at = 0; at < items.length; at += PER_PIECE) yield items.slice(at, at + PER_PIECE);
}

/** One level deeper: a line break in JSON is never part of a text. */
function indented(json: string): string {
  return json.replaceAll('\n', '\n  ');
}

function visible(json: string): string {
  return NOT_PLAIN.test(json) ? json.replace(UNSEEN, escaped) : json;
}

function escaped(text: string): string {
  return Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
