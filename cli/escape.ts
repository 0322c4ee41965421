/**
 * Characters that a terminal obeys, that reorder what is read, or that cannot be seen: controls (ESC among them),
 * format characters (bidi, zero width, tags), lone surrogates, line separators, default-ignorables, and every
 * space but the plain one. A backslash is escaped only where it would read as one of our own escapes.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|\\(?=u\{)/gu;

/**
 * Makes text from files, bundles and the operating system fit for a terminal: one line, no controls, nothing hidden.
 * Two different inputs never give the same output.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
