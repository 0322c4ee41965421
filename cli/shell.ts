import { escapeForTerminal } from './escape.js';

/** Text as one word of a POSIX shell, fit to be shown on a terminal and to be copied from it. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./][\w@%+=:,./-]*$/u.test(text)) return text;
  if (escapeForTerminal(text) === text) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  // What cannot be seen is spelled out, byte by byte (POSIX.1-2024 §2.2.4).
  const bytes = Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[ -~]/.test(character) && !/['\\]/.test(character)
      ? character
      : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `$'${bytes.join('')}'`;
}
