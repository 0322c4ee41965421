/** One line of indented JSON, in pieces that cannot rearrange each other: of a name and its value, either may be written from right to left. */
export interface JsonLine {
  readonly indent: string;
  /** With its quotation marks and colon; empty where there is none. */
  readonly key: string;
  /** Between name and value. */
  readonly gap: string;
  readonly value: string;
}

/** Further in there is no name that anybody reads. */
const MAX_KEY = 4000;
const KEY = /^("(?:[^"\\]|\\.)*":) /u;

/** JSON as the core writes it: a line break in it is never part of a string. */
export function jsonLines(json: string): readonly JsonLine[] {
  return json.split('\n').map((line) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    const [whole = '', key = ''] = KEY.exec(line.slice(indent.length, indent.length + MAX_KEY)) ?? [];
    return { indent, key, gap: key === '' ? '' : ' ', value: line.slice(indent.length + whole.length) };
  });
}
