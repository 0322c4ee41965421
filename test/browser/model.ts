import { buildStatement, signWithKey, smallModel, text, type ForgedFiles } from '../forge/index.js';

/** The small model, signed by a bare key: what the page's own tests check. */
export const files = smallModel();
export const signed = signWithKey(await buildStatement(files));
export const bundle = JSON.stringify(signed.bundle);
/** With its signature among its files. */
export const whole: ForgedFiles = { ...files, 'model.sig': text(bundle) };
export const byKey = { method: 'key', publicKey: signed.publicKeyPem } as const;
