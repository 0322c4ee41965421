/** A check from beginning to end, whoever keeps the model. */
import { describe, expect, test } from 'vitest';
import { openRemote, verifyModel, verifyReported, type Report } from '../../src/index.js';
import { makeKey, pemOf, smallModel, text } from '../forge/index.js';
import { KEEPERS, serve } from './served.js';
import { withSignature } from './servers/signed.js';

const key = makeKey();
const trust = { method: 'key', publicKey: pemOf(key) } as const;
const { files } = await withSignature(smallModel(), key);

const inBrief = ({ verdict }: Report) => [verdict.code, ...verdict.reasons.map(({ code }) => code)];

describe.each(KEEPERS)('%s', (keeper) => {
  test('what its files are, and what is said of them', async () => {
    await using served = await serve(keeper, files);
    const open = () => openRemote(served.address, { fetcher: fetch, endpoint: served.endpoint });
    const streamed = await verifyModel({ model: await open(), trust });
    expect(inBrief(streamed)).toEqual(['verified']);
    expect(streamed.files.filter(({ state }) => state === 'match')).toHaveLength(7);
    expect(inBrief(await verifyReported({ model: await open(), trust }))).toEqual([
      'partial',
      'hub-reported',
    ]);
    served.script.push({ path: served.bytesOf('weights/part 1.bin'), otherBytes: true });
    expect(inBrief(await verifyModel({ model: await open(), trust }))).toEqual([
      'files-mismatch',
      'files-differ',
    ]);
  });

  test('another file than was signed, by its own word', async () => {
    await using served = await serve(keeper, { ...files, 'weights/part 1.bin': text('another') });
    const model = await openRemote(served.address, { fetcher: fetch, endpoint: served.endpoint });
    expect(inBrief(await verifyReported({ model, trust }))[0]).toBe('files-mismatch');
  });
});
