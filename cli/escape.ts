import { quote } from '../src/index.js';

/**
 * Characters that a terminal obeys, that reorder what is read, or that cannot be seen: controls (ESC among them),
 * format characters (bidi, zero width, tags), lone surrogates, line separators, default-ignorables, and every
 * space but the plain one. That one too at either end or after another: enough of them would push what follows to a line
 * that looks like ours. A backslash is escaped only where it would read as one of our own escapes.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|(?<=^| ) | $|\\(?=u\{)/gu;

/**
 * Makes text from files, bundles and the operating system fit for a terminal: one line, no controls, nothing hidden.
 * Two different inputs never give the same output.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for somebody else's words in a sentence of ours. Long ones are cut. */
export function quoteForTerminal(text: string): string {
  return escapeForTerminal(quote(text));
}
