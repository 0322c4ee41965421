/**
 * Text as one word of a command line that can be copied into any shell (POSIX, fish, PowerShell, cmd.exe); null where
 * there is none that all of them read alike. cmd.exe replaces `%x%` even between quotation marks.
 */
export function shellWord(text: string): string | null {
  if (/^[\w./][\w./:-]*$/.test(text)) return text;
  return /^[\w@+=:,./][\w@+=:,./-]*(?: [\w@+=:,./-]+)*$/.test(text) ? `"${text}"` : null;
}
