import { quote, type DroppedFolder, type Listing, type ModelInput } from '../../src/index.js';
import { openFile, planDrop, type DroppedItem } from './drop.js';
import { counted } from './format.js';
import { problemWithModel, UnusableChoice } from './problem.js';

/** The model that a person chose, and the signature file if they chose one separately. */
export interface Choice {
  readonly name: string;
  /** What they chose; of a dropped folder both its entry and its handle. */
  readonly model: ModelInput;
  readonly listing?: Listing;
  /** Whether it can be asked again what is on the disk. A list of picked files stays as it was picked. */
  readonly isLive: boolean;
  readonly signature: Signature | null;
  /** The bundled sample, whose signer is made up. */
  readonly isSample: boolean;
}

/** One of the model's own files, picked from several by its path; or handed over separately. */
export type Signature =
  | { readonly from: 'model'; readonly name: string }
  | { readonly from: 'elsewhere'; readonly name: string; readonly open: () => Promise<Blob> };

/** From an `<input type="file">`. With `webkitdirectory`, paths start with the folder's own name. */
export function choiceFromFiles(files: readonly File[]): Choice {
  const [first] = files;
  if (first === undefined)
    throw new UnusableChoice(problemWithModel({ code: 'model-empty', looksLike: null }));
  const slash = first.webkitRelativePath.indexOf('/');
  const folder = slash < 0 ? null : first.webkitRelativePath.slice(0, slash);
  return {
    name: folder ?? nameOfFiles(files.map((file) => file.name)),
    model: files,
    isLive: false,
    signature: null,
    isSample: false,
  };
}

export function choiceFromFolder(folder: DroppedFolder, signature: Signature | null = null): Choice {
  return { name: folder.entry.name, model: folder, isLive: true, signature, isSample: false };
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
    name: nameOfFiles(entries.map(({ path }) => path)),
    model: entries,
    listing: { source: 'entries' },
    isLive: true,
    signature: null,
    isSample: false,
  };
}

function nameOfFiles(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : `${quote(first)} and ${counted(others.length, 'other file')}`;
}
