import { inspectModel, openModel, type Inspection, type OpenedModel } from '../../src/index.js';
import type { Choice, Signature } from './choice.js';
import { detailOf, UnusableChoice } from './problem.js';

/** A choice as it is on the disk at one moment: listed, its files opened, the claims of its signature read. */
export interface Sight {
  readonly model: OpenedModel;
  readonly inspection: Inspection;
}

/** Lists what was chosen. Rejects when aborted, or when the signature that was chosen cannot be had. */
export async function look(
  choice: Choice,
  signal: AbortSignal,
  onFound: (files: number) => void,
): Promise<Sight> {
  const model = await openModel(choice.model, { listing: choice.listing, signal, onFound });
  return lookInto(model, choice.signature, signal);
}

/** The same for a model that is listed already. */
export async function lookInto(
  model: OpenedModel,
  signature: Signature | null,
  signal: AbortSignal,
): Promise<Sight> {
  const bundle = await bundleOf(model, signature);
  return { model, inspection: await inspectModel({ model, ...bundle, signal }) };
}

/** The signature that was chosen, as the part of a request that says so; nothing where it is left to be found. */
export async function bundleOf(
  model: OpenedModel,
  signature: Signature | null,
): Promise<{ readonly bundle?: Blob }> {
  if (signature === null) return {};
  if (signature.from === 'elsewhere') {
    try {
      return { bundle: await signature.open() };
    } catch (error) {
      throw lost(signature, detailOf(error));
    }
  }
  const file = model.files.find(({ path }) => path === signature.name);
  // Another one in its place would not be what the person chose.
  if (file === undefined) throw lost(signature, null);
  return { bundle: file.blob };
}

function lost({ name }: Signature, detail: string | null): UnusableChoice {
  return new UnusableChoice({ code: 'signature-lost', name, detail });
}
