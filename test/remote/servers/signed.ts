/** Models that are signed, for the servers to hold. */
import { buildStatement, makeKey, pemOf, signWithKey, text, type ForgedFiles } from '../../forge/index.js';
import type { HubModel } from './hub.js';

/** The files and `model.sig`. */
export async function withSignature(
  files: ForgedFiles,
  key = makeKey(),
): Promise<{ readonly files: ForgedFiles; readonly publicKeyPem: string }> {
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(files), { key });
  return { files: { ...files, 'model.sig': text(JSON.stringify(bundle)) }, publicKeyPem };
}

/** `acme/model-0` and so on, tiny, all signed with one key. */
export async function signedModels(
  count: number,
): Promise<{ readonly models: Map<string, HubModel>; readonly publicKeyPem: string }> {
  const key = makeKey();
  const models = new Map<string, HubModel>();
  for (let i = 0; i < count; i++) {
    const { files } = await withSignature({ 'config.json': text(`{"i":${i}}`), 'w.bin': text(`w${i}`) }, key);
    models.set(`acme/model-${i}`, { files });
  }
  return { models, publicKeyPem: pemOf(key) };
}
