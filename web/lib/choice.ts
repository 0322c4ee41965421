import type { DroppedFolder, Listing, ModelInput } from '../../src/index.js';
import { openFile, planDrop, type DroppedItem } from './drop.js';
import { UnusableChoice } from './problem.js';

/** The model that a person chose, and the signature file if they chose one separately. */
export interface Choice extends ChoiceName {
  /** What they chose; of a dropped folder both its entry and its handle. */
  readonly model: ModelInput;
  readonly listing?: Listing;
  /** Whether it can be asked again what is on the disk. A list of picked files stays as it was picked. */
  readonly isLive: boolean;
  readonly signature: Signature | null;
  /** The bundled sample, whose signer is made up. */
  readonly isSample: boolean;
}

/** What it is called: a folder's name, or the first of several files and how many there are besides. */
interface ChoiceName {
  readonly first: string;
  readonly others: number;
}

/** One of the model's own files, picked from several by its path; or handed over separately. */
export type Signature =
  | { readonly from: 'model'; readonly name: string }
  | { readonly from: 'elsewhere'; readonly name: string; readonly open: () => Promise<Blob> };

/** From an `<input type="file">`. With `webkitdirectory`, paths start with the folder's own name. */
export function choiceFromFiles(files: readonly File[]): Choice {
  const [first] = files;
  if (first === undefined)
    throw new UnusableChoice({
      code: 'model-unusable',
      reason: { code: 'model-empty', looksLike: null },
    });
  const slash = first.webkitRelativePath.indexOf('/');
  const folder = slash < 0 ? null : first.webkitRelativePath.slice(0, slash);
  return {
    ...(folder === null ? nameOfFiles(files) : { first: folder, others: 0 }),
    model: files,
    isLive: false,
    signature: null,
    isSample: false,
  };
}

export function choiceFromFolder(folder: DroppedFolder, signature: Signature | null = null): Choice {
  return { first: folder.entry.name, others: 0, model: folder, isLive: true, signature, isSample: false };
}

export async function choiceFromDrop(items: readonly DroppedItem[]): Promise<Choice> {
  const plan = planDrop(items);
  if (plan.kind === 'folder') {
    const { folder, handle, signature: file } = plan;
    const signature =
      file === null ? null : ({ from: 'elsewhere', name: file.name, open: () => openFile(file) } as const);
    return choiceFromFolder({ entry: folder, handle: await handle }, signature);
  }
  const entries = plan.files.map((file) => ({ path: file.name, open: () => openFile(file) }));
  return {
    ...nameOfFiles(plan.files),
    model: entries,
    listing: { source: 'entries' },
    isLive: true,
    signature: null,
    isSample: false,
  };
}

function nameOfFiles(files: readonly { readonly name: string }[]): ChoiceName {
  return { first: files[0]?.name ?? '', others: Math.max(0, files.length - 1) };
}
