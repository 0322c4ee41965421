/**
 * Names, identities and subjects come from whoever made the model. Nothing of them may hide or rearrange what a person
 * reads: every character that has no visible shape of its own is spelled out as ⟨U+202E⟩.
 */

export interface Part {
  readonly text: string;
  /** True where `text` is a spelled-out character and not one of the string's own. */
  readonly spelled: boolean;
}

/**
 * Control, format and bidi characters, lone surrogates, private and unassigned code points, line separators,
 * default-ignorable characters, every space but the common one; the common one at an end or doubled; and stacks of
 * combining marks that would draw over their neighbours.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\S ]|^ +| +$| {2,}|\p{M}{5,}/gu;

/** The string in order, in parts that can be shown as they are. */
export function visibleParts(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), spelled: false });
    parts.push({ text: Array.from(match[0], spell).join(''), spelled: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), spelled: false });
  return parts;
}

/** The same as plain text, for copying. */
export function visibleText(text: string): string {
  return visibleParts(text)
    .map((part) => part.text)
    .join('');
}

/** Whether there is anything in it that is spelled out when it is shown. */
export function hasUnseen(text: string): boolean {
  return visibleParts(text).some(({ spelled }) => spelled);
}

function spell(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The middle of an over-long string, told by its length in the words of `left`; the whole of it is in the JSON report. */
export function shorten(text: string, limit: number, left: (characters: number) => string): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, Math.ceil(limit * 0.7));
  const tail = text.slice(text.length - Math.floor(limit * 0.3));
  return `${head} … ${left(text.length - limit)} … ${tail}`;
}
