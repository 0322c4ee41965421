import { shorten, visibleParts } from './escape.js';

/** Lines that are shown of any text: some forty screens. */
const MAX_LINES = 2000;

/** One line of indented JSON, in pieces that cannot rearrange each other: of a name and its value, either may be written from right to left. */
export interface JsonLine {
  readonly indent: string;
  /** With its quotation marks and colon; empty where there is none. */
  readonly key: string;
  /** Between name and value. */
  readonly gap: string;
  readonly value: string;
  /** Characters of either that are shown. */
  readonly limit: number;
}

/** Further in there is no name that anybody reads. */
const MAX_KEY = 4000;
const KEY = /^("(?:[^"\\]|\\.)*":) /u;

const LIMIT = 2000;
/** Where much of a line is spelled out: each such piece is an element of its own, and as dear as a whole line. */
const SHORT_LIMIT = 300;
const MUCH = 100;
/** Of all lines, the pieces that are shown, and those that are put on the page without a pause. */
const MAX_PIECES = 10_000;
const PIECES_AT_ONCE = 400;

/**
 * JSON as the core writes it, or other text: a line break in it is never part of a string. In slices, for a page that puts one
 * after the other in its place and is not held up; the attacker decides how much there is. `left`: lines behind that slice.
 */
export function* jsonSlices(json: string): Generator<{ readonly lines: readonly JsonLine[]; left: number }> {
  const texts = json.split('\n');
  let lines: JsonLine[] = [];
  let pieces = 0;
  let all = 0;
  for (const [at, text] of texts.slice(0, MAX_LINES).entries()) {
    const line = jsonLine(text);
    lines.push(line);
    pieces += piecesOf(line);
    if (pieces < PIECES_AT_ONCE) continue;
    all += pieces;
    yield { lines, left: texts.length - at - 1 };
    if (all >= MAX_PIECES) return;
    lines = [];
    pieces = 0;
  }
  yield { lines, left: Math.max(0, texts.length - MAX_LINES) };
}

function jsonLine(line: string): JsonLine {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const [whole = '', key = ''] = KEY.exec(line.slice(indent.length, indent.length + MAX_KEY)) ?? [];
  const parts = { indent, key, gap: key === '' ? '' : ' ', value: line.slice(indent.length + whole.length) };
  const isSpelled = piecesOf({ ...parts, limit: LIMIT }) > MUCH;
  return { ...parts, limit: isSpelled ? SHORT_LIMIT : LIMIT };
}

/** The line itself counts as four: of two thousand plain ones, a hundred at once. */
function piecesOf({ key, value, limit }: JsonLine): number {
  const shown = (text: string): string => shorten(text, limit, String);
  return 4 + visibleParts(shown(key)).length + visibleParts(shown(value)).length;
}

/** The first lines of a text. */
export interface Excerpt {
  readonly text: string;
  readonly isCut: boolean;
}

/** Real bundles nest 8 deep, and none is checked that nests deeper than 32. */
const MAX_DEPTH = 64;

/**
 * JSON with an indentation of two; null where it nests too deep for that. Its values are copied and not written anew, so that
 * a repeated key, a number too long or an escaped character stands there as its author wrote it. Of text that is not JSON it
 * may say anything.
 */
export function layOutJson(json: string, limit = MAX_LINES): Excerpt | null {
  let text = '';
  let lines = 1;
  let depth = 0;
  const breakLine = (): void => {
    lines++;
    text += `\n${'  '.repeat(depth)}`;
  };
  for (let at = 0; at < json.length; at++) {
    const mark = json.charAt(at);
    switch (mark) {
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        break;
      case '{':
      case '[': {
        text += mark;
        const next = afterSpace(json, at + 1);
        if (json[next] === '}' || json[next] === ']') {
          text += json.charAt(next);
          at = next;
          break;
        }
        if (++depth > MAX_DEPTH) return null;
        breakLine();
        break;
      }
      case '}':
      case ']':
        if (--depth < 0) return null;
        breakLine();
        text += mark;
        break;
      case ',':
        text += mark;
        breakLine();
        break;
      case ':':
        text += ': ';
        break;
      default: {
        const end = mark === '"' ? endOfString(json, at) : endOfRun(json, at);
        text += json.slice(at, end);
        at = end - 1;
      }
    }
    if (lines > limit) return { text: text.slice(0, text.lastIndexOf('\n')), isCut: true };
  }
  return { text, isCut: false };
}

/** The same of what is no JSON, as it is. */
export function firstLines(text: string, limit = MAX_LINES): Excerpt {
  let end = -1;
  for (let lines = 0; lines < limit; lines++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return { text, isCut: false };
  }
  return { text: text.slice(0, end), isCut: true };
}

function afterSpace(json: string, from: number): number {
  let at = from;
  while (' \n\r\t'.includes(json[at] ?? '.')) at++;
  return at;
}

/** Numbers and words; one of a million digits at once. */
function endOfRun(json: string, start: number): number {
  const run = /[^\s{}[\],:"]+/y;
  run.lastIndex = start;
  return run.test(json) ? run.lastIndex : start + 1;
}

/** The index behind the closing quotation mark. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}
