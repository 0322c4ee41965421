/**
 * A sentence of ours with pieces that are set apart in it, in the order that its language puts them. What others wrote is
 * `foreign`, and shown as nothing else is.
 */
export type Sentence = readonly Piece[];

export type Piece = string | OwnPiece | ForeignPiece;

interface OwnPiece {
  readonly own: string;
  readonly as: 'strong' | 'code';
}

interface ForeignPiece {
  readonly foreign: string;
  readonly as: 'strong' | 'mono' | 'plain';
}

export function strong(own: string): Piece {
  return { own, as: 'strong' };
}

export function code(own: string): Piece {
  return { own, as: 'code' };
}

/** Others' text: `strong` for a name that matters, `mono` for a path or digest. */
export function foreign(text: string, as: ForeignPiece['as'] = 'plain'): Piece {
  return { foreign: text, as };
}

/** Others' paths, one after the other. */
export function paths(all: readonly string[]): Sentence {
  return all.flatMap((path, index) => [...(index > 0 ? [', '] : []), foreign(path, 'mono')]);
}

/** Whole sentences, those that there are, one after the other. */
export function sentences(...all: readonly (string | null)[]): string {
  return all.filter((sentence) => sentence !== null).join(' ');
}
