import { fewFiles, openFile, type DroppedItem } from './drop.js';

/** So much is read to tell what a file is; the parser has the last word. */
const HEAD_BYTES = 8 * 2 ** 20;

export interface DroppedExpectations {
  readonly file: File;
  /** What lay beside it. */
  readonly signature: File | null;
}

/** What was dropped, if it is an organisation's file of expectations, alone or with one other file; else null. */
export async function expectationsFromDrop(
  items: readonly DroppedItem[],
): Promise<DroppedExpectations | null> {
  const entries = fewFiles(items);
  if (entries.length === 0) return null;
  try {
    const files = await Promise.all(entries.map(openFile));
    for (const file of files) {
      if (!file.name.endsWith('.json') || !looksLikeExpectations(await file.slice(0, HEAD_BYTES).text()))
        continue;
      return { file, signature: files.find((other) => other !== file) ?? null };
    }
  } catch {
    // Unreadable: as a model, the page will say so.
  }
  return null;
}

/** By its members' names: a broken one is to be told what is wrong with it, and is not a model. */
export function looksLikeExpectations(text: string): boolean {
  const has = (member: string): boolean => text.includes(`"${member}"`);
  return has('organisation') && (has('entries') || has('schemaVersion'));
}
