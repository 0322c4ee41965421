/** Models that are signed, for the servers to hold. */
import { buildStatement, makeKey, signWithKey, text, type ForgedFiles } from '../../forge/index.js';

/** The files and `model.sig`. */
export async function withSignature(
  files: ForgedFiles,
  key = makeKey(),
): Promise<{ readonly files: ForgedFiles; readonly publicKeyPem: string }> {
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(files), { key });
  return { files: { ...files, 'model.sig': text(JSON.stringify(bundle)) }, publicKeyPem };
}
