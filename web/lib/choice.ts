import {
  quote,
  type DroppedFolder,
  type Inspection,
  type Listing,
  type ModelInput,
  type RemoteAnswer,
  type RemoteModel,
  type Report,
  type VerifyRequest,
} from '../../src/index.js';
import { loneFile, openFile, planDrop, type DroppedItem } from './drop.js';
import { UnusableChoice } from './problem.js';

/** The model that a person chose, and the signature file if they chose one separately. */
export interface Choice extends ChoiceName {
  /** What they chose; of a dropped folder both its entry and its handle. */
  readonly model: ModelInput;
  readonly listing?: Listing;
  /** The folder, where the browser lets it be read again at a later visit. */
  readonly handle: FileSystemDirectoryHandle | null;
  /** Whether it can be asked again what is on the disk. A list of picked files stays as it was picked. */
  readonly isLive: boolean;
  /** Where only one folder of it is the model: that folder's path. Then `signature` is not left to be found. */
  readonly folder: string | null;
  readonly signature: Signature | null;
  /** The bundled sample, whose signer is made up. */
  readonly isSample: boolean;
  /** How it is checked, where not as a folder is. */
  readonly verify?: (request: VerifyRequest) => Promise<Report>;
}

/** What it is called: a folder's name, or the first of several files and how many there are besides. */
interface ChoiceName {
  readonly first: string;
  readonly others: number;
}

/** One of the files that were chosen, by its path among them all; or handed over separately. */
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
    handle: null,
    isLive: false,
    folder: null,
    signature: null,
    isSample: false,
  };
}

export function choiceFromFolder(folder: DroppedFolder, signature: Signature | null = null): Choice {
  const { name } = folder.entry;
  return {
    first: name,
    others: 0,
    model: folder,
    handle: folder.handle ?? null,
    isLive: true,
    folder: null,
    signature,
    isSample: false,
  };
}

export function choiceFromHandle(handle: FileSystemDirectoryHandle): Choice {
  return {
    first: handle.name,
    others: 0,
    model: handle,
    handle,
    isLive: true,
    folder: null,
    signature: null,
    isSample: false,
  };
}

/** As a host lists it: each check is of that same list. */
export function choiceFromHost(remote: RemoteModel, verify: NonNullable<Choice['verify']>): Choice {
  const model: RemoteAnswer = { ok: true, value: remote };
  return {
    first: remote.name ?? remote.facts.address,
    others: 0,
    model,
    handle: null,
    isLive: false,
    folder: null,
    signature: null,
    isSample: false,
    verify,
  };
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
    handle: null,
    isLive: true,
    folder: null,
    signature: null,
    isSample: false,
  };
}

/** Which of the signatures that were found is the chosen one, by its path among them; null: none of them. */
export function chosenSignature({ signature }: Choice, { claims, bundles }: Inspection): string | null {
  if (signature !== null) return signature.from === 'model' ? signature.name : null;
  // What cannot be read makes no claims.
  return claims?.bundle.path ?? (bundles.length === 1 ? (bundles[0]?.path ?? null) : null);
}

/**
 * Which one a check was of, by its path: it may have found another one than was shown, where files changed meanwhile. Null: it was
 * not among the files.
 */
export function checkedSignature({ signature }: Choice, { bundle }: Report): string | null {
  return bundle?.path ?? (signature?.from === 'model' ? signature.name : null);
}

/** The same choice with another signature; null leaves it to be found in all that was chosen. */
export function withSignature(choice: Choice, signature: Signature | null): Choice {
  // Another one of those that were found may be that of another folder.
  return { ...choice, signature, folder: signature?.from === 'elsewhere' ? choice.folder : null };
}

/** The same choice with one folder in the model as the model; the signature stays, or is the one found at that path. */
export function inFolder(choice: Choice, folder: string, foundAt: string | null): Choice {
  const found = foundAt === null ? null : ({ from: 'model', name: foundAt } as const);
  return {
    ...choice,
    folder: choice.folder === null ? folder : `${choice.folder}/${folder}`,
    signature: choice.signature ?? found,
  };
}

/** The way back. A signature that is the only one there need not be named. */
export function outOfFolder(choice: Choice, signaturesFound: number): Choice {
  const { signature } = choice;
  const findsItself = signature?.from === 'model' && signaturesFound === 1;
  return { ...choice, folder: null, signature: findsItself ? null : signature };
}

/** So much of a file is read to tell whether it is a signature: a model may be dropped as a single file too. */
const HEAD_BYTES = 2 ** 20;
const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle';
/** How a bundle begins that is longer than that. */
const BEGINNING = /^\s*\{\s*"mediaType"\s*:\s*"application\\?\/vnd\.dev\.sigstore\.bundle/;

/** What was dropped, if it is nothing but a Sigstore bundle; else null. */
export async function signatureFromDrop(items: readonly DroppedItem[]): Promise<Signature | null> {
  const entry = loneFile(items);
  if (entry === null) return null;
  const open = (): Promise<File> => openFile(entry);
  try {
    const file = await open();
    const head = await file.slice(0, HEAD_BYTES).text();
    const isBundle = file.size > HEAD_BYTES ? BEGINNING.test(head) : isBundleText(head);
    return isBundle ? { from: 'elsewhere', name: entry.name, open } : null;
  } catch {
    // Unreadable: as a model, the page will say so.
    return null;
  }
}

function isBundleText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('mediaType' in value)) return false;
    return typeof value.mediaType === 'string' && value.mediaType.startsWith(MEDIA_TYPE);
  } catch {
    return false;
  }
}

/** What it is called on the page. The name is others' text, several files' quoted by us. */
export function choiceName(
  { first, others, folder }: Choice,
  modelName: string | null,
  chosen: (first: string, others: number) => string,
): string {
  if (folder !== null) return modelName ?? folder;
  return others === 0 ? first : chosen(quote(first), others);
}

function nameOfFiles(files: readonly { readonly name: string }[]): ChoiceName {
  return { first: files[0]?.name ?? '', others: Math.max(0, files.length - 1) };
}
