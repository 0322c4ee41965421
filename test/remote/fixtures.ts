/** For each reason that has to do with a network, a check that ends with it. */
import {
  downloadModel,
  openRemote,
  verifyModel,
  verifyReported,
  type Report,
  type RemoteAnswer,
  type RemoteReason,
} from '../../src/index.js';
import { buildStatement, signWithKey, smallModel, text } from '../forge/index.js';
import { startHub, type HubModel } from './servers/hub.js';
import { startRegistry } from './servers/registry.js';
import type { Misbehaviour } from './servers/server.js';

const files = smallModel();
const signed = signWithKey(await buildStatement(files));
const trust = { method: 'key', publicKey: signed.publicKeyPem } as const;
const WITH_SIGNATURE = { ...files, 'model.sig': text(JSON.stringify(signed.bundle)) };
const WELL: HubModel = { files: WITH_SIGNATURE };

/** Asked of a hub that keeps such a model, and goes wrong so. */
async function atHub(
  wrong: readonly Misbehaviour[],
  check: (model: RemoteAnswer) => Promise<Report> = (model) => verifyModel({ model, trust }),
  {
    model = WELL,
    address = 'hf://acme/weather',
  }: { readonly model?: HubModel; readonly address?: string } = {},
): Promise<Report> {
  await using hub = await startHub({ 'acme/weather': model });
  hub.script.push(...wrong);
  return await check(await openRemote(address, { fetcher: fetch, endpoint: hub.url }));
}

async function silent(): Promise<Report> {
  // As it ends after half a minute; test/remote/misbehaviour.test.ts waits for it.
  const fetcher = () => Promise.reject(new DOMException('no answer', 'TimeoutError'));
  return verifyModel({ model: await openRemote('hf://acme/weather', { fetcher }), trust });
}

async function packed(): Promise<Report> {
  await using registry = await startRegistry();
  const mediaType = 'application/vnd.cncf.model.weight.v1.tar';
  registry.push('weather', { layers: [{ mediaType, content: 'archive' }] }, 'latest');
  const model = await openRemote(`oci://${registry.host}/weather`, { fetcher: fetch });
  return await verifyModel({ model, bundle: signed.bundle, trust });
}

export const REMOTE_FIXTURES: { readonly [Code in RemoteReason['code']]: () => Promise<Report> } = {
  'remote-address-unusable': () => atHub([], undefined, { address: 'hf://weather' }),
  'remote-unreachable': () => atHub([{ path: '/tree/', cutAfter: 10 }]),
  'remote-not-found': () => atHub([], undefined, { address: 'hf://acme/weather@v3' }),
  'remote-refused': () => atHub([], undefined, { address: 'hf://acme/other' }),
  'remote-failed': () => atHub([{ path: '/tree/', status: 500 }]),
  'remote-too-slow': silent,
  'remote-listing-malformed': () => atHub([{ path: '/tree/', body: '[{"type":"file","path":"../x"}]' }]),
  'remote-listing-too-large': () => atHub([{ path: '/tree/', shorterBy: -17 * 2 ** 20 }]),
  'remote-digest-differs': async () => {
    await using registry = await startRegistry();
    registry.push('weather', { layers: [{ content: 'x' }] }, 'latest');
    registry.script.push({ path: '/manifests/', otherBytes: true });
    const model = await openRemote(`oci://${registry.host}/weather`, { fetcher: fetch });
    return await verifyModel({ model, trust });
  },
  'remote-packed': packed,
  'remote-file-failed': () => atHub([{ path: 'part 1.bin', status: 404 }]),
  'hub-reported': () => atHub([], (model) => verifyReported({ model, trust })),
  'download-failed': () =>
    atHub([], (model) =>
      downloadModel({
        model,
        trust,
        folder: {
          list: () => ({ model: [] }),
          find: () => Promise.resolve(null),
          create: () => Promise.reject(new Error('no room')),
          known: () => Promise.resolve(),
          isAsKnown: () => Promise.resolve(false),
        },
      }),
    ),
};
