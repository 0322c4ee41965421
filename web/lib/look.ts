import {
  inspectModel,
  modelInFolder,
  openModel,
  remoteFile,
  type Inspection,
  type OpenedModel,
} from '../../src/index.js';
import type { Choice, Signature } from './choice.js';
import { detailOf, UnusableChoice } from './problem.js';

/** A choice as it is on the disk at one moment: listed, its files opened, the claims of its signature read. */
export interface Sight {
  /** All that was chosen: the model, and what lies outside it where that is only a folder of it. */
  readonly whole: OpenedModel;
  readonly model: OpenedModel;
  /** Its `bundles` are those in `whole`. */
  readonly inspection: Inspection;
}

/** Lists what was chosen. Rejects when aborted, or when the signature that was chosen cannot be had. */
export async function look(
  choice: Choice,
  signal: AbortSignal,
  onFound: (files: number) => void,
): Promise<Sight> {
  const whole = await openModel(choice.model, { listing: choice.listing, signal, onFound });
  return lookInto(whole, choice, signal);
}

/** The same for what is listed already. */
export async function lookInto(
  whole: OpenedModel,
  { folder, signature }: Pick<Choice, 'folder' | 'signature'>,
  signal: AbortSignal,
): Promise<Sight> {
  const bundle = await bundleOf(whole, signature);
  const inspection = await inspectModel({ model: whole, ...bundle, signal });
  // Why nothing could be listed is told of everything that was chosen, and not as an empty folder.
  if (folder === null || whole.reasons.length > 0) return { whole, model: whole, inspection };
  const model = modelInFolder(whole, folder);
  const { bundles } = inspection;
  return { whole, model, inspection: { ...(await inspectModel({ model, ...bundle, signal })), bundles } };
}

/** The signature that was chosen, as the part of a request that says so; nothing where it is left to be found. */
export async function bundleOf(
  whole: OpenedModel,
  signature: Signature | null,
): Promise<{ readonly bundle?: Blob }> {
  // Where everything is gone, that is what there is to say.
  if (signature === null || whole.reasons.length > 0) return {};
  if (signature.from === 'elsewhere') {
    try {
      return { bundle: await signature.open() };
    } catch (error) {
      throw lost(signature, detailOf(error));
    }
  }
  // What a registry keeps beside the files is none of them.
  const blob =
    whole.remote === null
      ? whole.files.find(({ path }) => path === signature.name)?.blob
      : remoteFile(whole.remote, signature.name);
  // Another one in its place would not be what the person chose.
  if (blob == null) throw lost(signature, null);
  return { bundle: blob };
}

function lost({ name }: Signature, detail: string | null): UnusableChoice {
  return new UnusableChoice({ code: 'signature-lost', name, detail });
}
