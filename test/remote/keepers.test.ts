/** A check from beginning to end, whoever keeps the model. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openRemote, verifyModel, verifyReported, type Report } from '../../src/index.js';
import { makeKey, pemOf, provenanceStatement, signWithKey, smallModel, text } from '../forge/index.js';
import { KEEPERS, serve } from './served.js';
import { startRegistry, type RegistryServer } from './servers/registry.js';
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

describe('what was signed is an artifact’s manifest', () => {
  const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
  const FILEPATH = 'org.cncf.model.filepath';
  const layers = [
    { content: 'weights', annotations: { [FILEPATH]: 'w.bin' } },
    { content: '{}', annotations: { [FILEPATH]: 'config.json' } },
  ];

  async function pushed(): Promise<RegistryServer> {
    const registry = await startRegistry({ untoldTypes: true });
    const digest = registry.push('acme/weather', { layers }, 'latest');
    const subject = { name: 'acme/weather', digest: { sha256: digest.slice('sha256:'.length) } };
    const { bundle } = signWithKey(provenanceStatement([subject]), { key });
    const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    registry.push('acme/weather', {
      subject: digest,
      layers: [{ mediaType, content: JSON.stringify(bundle) }],
    });
    return registry;
  }

  const check = async (registry: RegistryServer) =>
    verifyModel({
      model: await openRemote(`oci://${registry.host}/acme/weather`, { fetcher: fetch }),
      trust,
    });

  test('its blobs are held against the digests in it', async () => {
    await using registry = await pushed();
    const report = await check(registry);
    expect(inBrief(report)).toEqual(['verified']);
    expect(report.files.map(({ path, state }) => `${path} ${state}`).toSorted()).toEqual([
      'config.json match',
      'manifest match',
      'w.bin match',
    ]);
    registry.script.push({ path: sha256('weights'), otherBytes: true });
    expect(inBrief(await check(registry))[0]).toBe('files-mismatch');
  });

  test('another artifact under its tag is not what was signed', async () => {
    await using registry = await pushed();
    const { bundle } = signWithKey(
      provenanceStatement([{ name: 'acme/weather', digest: { sha256: 'ab'.repeat(32) } }]),
      { key },
    );
    const model = await openRemote(`oci://${registry.host}/acme/weather`, { fetcher: fetch });
    expect(inBrief(await verifyModel({ model, bundle, trust }))[0]).toBe('files-mismatch');
  });
});
