import type { Listing, ModelInput } from '../../src/index.js';
import { openFiles, planDrop, walkFolder } from './drop.js';
import { counted } from './format.js';
import { UnusableChoice } from './problem.js';

/** The model that a person chose, and the signature file if they chose one separately. */
export interface Choice {
  readonly name: string;
  readonly model: ModelInput;
  readonly listing?: Listing;
  readonly signature: Signature | null;
  /** The bundled sample, whose signer is made up. */
  readonly isSample: boolean;
}

export interface Signature {
  readonly name: string;
  readonly blob: Blob;
  /** Whether it is one of the model's own files, picked from several, or was handed over separately. */
  readonly from: 'model' | 'elsewhere';
}

/** From an `<input type="file">`. With `webkitdirectory`, paths start with the folder's own name. */
export function choiceFromFiles(files: readonly File[]): Choice {
  const [first] = files;
  if (first === undefined) {
    throw new UnusableChoice({
      title: 'No file was found there',
      detail:
        'The browser shows no file in this folder. It does not show links: a download cache may hold nothing else.',
      wayOut: 'Choose the files themselves with “Choose files”: that follows links.',
    });
  }
  const slash = first.webkitRelativePath.indexOf('/');
  const folder = slash < 0 ? null : first.webkitRelativePath.slice(0, slash);
  return {
    name: folder ?? nameOfFiles(files.map((file) => file.name)),
    model: files,
    signature: null,
    isSample: false,
  };
}

export async function choiceFromDrop(
  entries: readonly FileSystemEntry[],
  signal: AbortSignal,
  onFound: (files: number) => void,
): Promise<Choice> {
  const plan = planDrop(entries);
  const files =
    plan.kind === 'folder'
      ? await walkFolder(plan.folder, signal, onFound)
      : await openFiles(plan.files, signal);
  const [signature] =
    plan.kind === 'folder' && plan.signature !== null ? await openFiles([plan.signature], signal) : [];
  const paths = files.map((file) => file.path);
  const name = plan.kind === 'folder' ? plan.folder.name : nameOfFiles(paths);
  return {
    name,
    model: files,
    listing:
      plan.kind === 'folder'
        ? { source: 'entries', kind: 'directory', name, cannotSee: ['symbolic-links', 'empty-directories'] }
        : { source: 'entries' },
    signature:
      signature === undefined ? null : { name: signature.path, blob: signature.blob, from: 'elsewhere' },
    isSample: false,
  };
}

function nameOfFiles(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : `${first} and ${counted(others.length, 'other file')}`;
}
