import type { Report } from '../src/index.js';

/** As in escape.ts, but for a line break: JSON has its own way of writing such characters, which means the same. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** How many of a list in one piece. */
const PIECE = 1000;

/** The report as JSON, in pieces: one text of a million files would be longer than a text can be. */
export function* reportJson(report: Report): Generator<string> {
  const { files, leftOut } = report;
  const rest = visible(JSON.stringify({ ...report, files: [], leftOut: [] }, null, 2));
  // Only at the top level do two spaces stand before a name, and no text in JSON holds a line break.
  const parts = rest.split(/(?<=\n {2}"(?:files|leftOut)": )\[\]/);
  const lists =
    rest.indexOf('\n  "files":') < rest.indexOf('\n  "leftOut":') ? [files, leftOut] : [leftOut, files];
  for (const [i, part] of parts.entries()) {
    yield part;
    const list = lists[i];
    if (list !== undefined) yield* listJson(list);
  }
  yield '\n';
}

function* listJson(list: readonly object[]): Generator<string> {
  if (list.length === 0) {
    yield '[]';
    return;
  }
  for (let at = 0; at < list.length; at += PIECE) {
    yield at === 0 ? '[' : ',';
    const items = list.slice(at, at + PIECE).map((item) => {
      const lines = visible(JSON.stringify(item, null, 2)).split('\n');
      return `\n${lines.map((line) => `    ${line}`).join('\n')}`;
    });
    yield items.join(',');
  }
  yield '\n  ]';
}

export function visible(json: string): string {
  return json.replace(UNSEEN, (character) =>
    character === '\n' ? character : character.replace(/[^]/g, (unit) => `\\u${hex(unit)}`),
  );
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}
