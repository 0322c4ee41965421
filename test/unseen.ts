/** Characters that a terminal or a page would obey, or that nobody sees. Wherever a name is shown, they are spelled out. */
export const CHARACTERS: readonly string[] = [
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  ...['\u007f', '\u0085', '\u009b', '\u200b', '\u202e', '\u2028', '\u2066', '\ufeff', '\u{e0041}'],
];

/** What a name of several lines would add to a text, were it let. */
const FORGED_LINE = 'All 1 files match';

/** A name with all of them. Without NUL, which no disk and no argument can hold. */
export function hostile(stem: string): string {
  return `${stem}${CHARACTERS.slice(1).join('.')}\n${FORGED_LINE}`;
}

/** Those that stand in a text as they are, but for line breaks, which a text of ours has too. */
export function rawIn(text: string): readonly string[] {
  return CHARACTERS.filter((character) => character !== '\n' && text.includes(character)).map(
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16)}`,
  );
}

/** The same, and lines that are none of ours. */
export function rawInLines(text: string): readonly string[] {
  return [...rawIn(text), ...text.split('\n').filter((line) => line.startsWith(FORGED_LINE))];
}
