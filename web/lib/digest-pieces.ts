/** Some digits of a digest, and whether the other digest has others there. */
export interface DigestPiece {
  readonly text: string;
  readonly differs: boolean;
}

/** `digest` cut where it begins or ceases to differ from `other`. Without another one, or one of that length, in one piece. */
export function digestPieces(digest: string, other: string | null): readonly DigestPiece[] {
  if (other?.length !== digest.length) return [{ text: digest, differs: other !== null }];
  const pieces: { text: string; differs: boolean }[] = [];
  for (let at = 0; at < digest.length; at += 1) {
    const differs = digest[at] !== other[at];
    const last = pieces.at(-1);
    if (last?.differs === differs) last.text += digest.charAt(at);
    else pieces.push({ text: digest.charAt(at), differs });
  }
  return pieces;
}
