/** Longer names are cut in sentences only; the report has them whole. In UTF-16 code units. */
const MAX_NAME = 200;

/** Every kind of quotation mark, and what looks like one. */
const MARKS = /["\p{Pi}\p{Pf}\u201a\u201e\u2033\u2036\u275b-\u275e\u301d-\u301f\uff02]/gu;

/**
 * Somebody else's words inside a sentence of ours: as they stand where they cannot be taken for ours, in one piece of
 * printable ASCII; else in quotation marks, so that "a@b.example signed. You expected it" stays a name. What cannot be seen
 * is for whoever shows it to spell out.
 */
export function quote(name: string): string {
  return /^[\x21-\x7e]+$/.test(name) && !name.includes('"') && name.length <= MAX_NAME ? name : quoted(name);
}

/** The same, in quotation marks always: for a name that may read as a word. */
export function quoted(name: string): string {
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  return `“${short.replace(MARKS, "'")}”`;
}

/** Sixteen hex digits tell keys apart for people; the report has the whole. */
export function shortKey(key: string): string {
  // A hint is free text until it is compared.
  return /^[0-9a-f]{64}$/.test(key) ? `${key.slice(0, 16)}…` : quote(key);
}
