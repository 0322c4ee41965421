/** Every byte of what proves a signature: flipped, one by one, it must not stay green and tell another story. */
import { expect } from 'vitest';
import { verifyModel, type Report } from '../../src/index.js';
import type { BundleOptions, Content } from '../forge/index.js';
import {
  about,
  FILE,
  FILE_NAME,
  FULL_SIGSTORE,
  MESSAGE,
  PROVENANCE,
} from '../matrix/mutations/sigstore-make.js';

interface Spot {
  readonly path: string;
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
  readonly text: string;
}

/** Texts of a bundle, each in its place. */
function* texts(holder: unknown, path = ''): Generator<Spot> {
  if (typeof holder !== 'object' || holder === null) return;
  for (const [key, value] of Object.entries(holder)) {
    const here = `${path}.${key}`;
    if (typeof value === 'string')
      yield { path: here, holder: holder as Record<string, unknown>, key, text: value };
    else yield* texts(value, here);
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A text with the byte of this number changed; base64 stays base64. */
function flipped(text: string, at: number, isBase64: boolean): string {
  const bytes = Buffer.from(text, isBase64 ? 'base64' : 'utf8');
  bytes.writeUInt8(bytes.readUInt8(at) ^ (isBase64 ? 1 : 3), at);
  return bytes.toString(isBase64 ? 'base64' : 'utf8');
}

/** What a person would take from the report. A timestamp may become a stranger's, which proves nothing. */
function story({ verdict, rows, signer, claim, logEntries, files }: Report): string {
  return JSON.stringify({ code: verdict.code, rows, signer, claim, logEntries, files });
}

export const SHAPES: readonly (readonly [name: string, content: Content, options: () => BundleOptions])[] = [
  ['a file in Rekor v1', MESSAGE, () => ({})],
  ['a file in Rekor v2, with a timestamp', MESSAGE, () => ({ entries: [{ log: FULL_SIGSTORE().rekorV2 }] })],
  [
    'a statement in Rekor v2, as hashedrekord',
    PROVENANCE,
    () => ({
      entries: [{ log: FULL_SIGSTORE().rekorV2, kind: 'hashedrekord' }],
      timestamps: [{ embedded: 'chain' }],
    }),
  ],
  [
    'a statement in a bundle of v0.2, with a timestamp',
    PROVENANCE,
    () => ({ version: '0.2', timestamps: [{}] }),
  ],
];

/** Returns how many were tried. `step`: every how many-th byte; `offset`: where to begin. */
export async function flipAll(
  content: Content,
  options: BundleOptions,
  step: number,
  offset: number,
): Promise<number> {
  const question = about(content, options);
  const model = () => [{ path: FILE_NAME, blob: new Blob([FILE]) }];
  const ask = (bundle: string) => verifyModel({ model: model(), bundle, trust: question.trust });
  const bundle = JSON.parse(String(question.bundle)) as object;
  const sound = story(await ask(JSON.stringify(bundle)));
  expect(sound).toContain('"code":"verified"');
  let tried = 0;
  let at = offset % step;
  for (const spot of [...texts(bundle)]) {
    const isBase64 = spot.text.length >= 8 && BASE64.test(spot.text);
    const length = isBase64 ? Buffer.from(spot.text, 'base64').length : Buffer.byteLength(spot.text);
    for (; at < length; at += step) {
      Reflect.set(spot.holder, spot.key, flipped(spot.text, at, isBase64));
      const report = await ask(JSON.stringify(bundle));
      tried++;
      if (report.verdict.code === 'verified')
        expect([spot.path, at, story(report)]).toEqual([spot.path, at, sound]);
      expect(report.verdict.reasons.map(({ code }) => code)).not.toContain('engine-failed');
    }
    at -= length;
    Reflect.set(spot.holder, spot.key, spot.text);
  }
  return tried;
}
