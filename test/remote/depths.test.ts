/** The three ways of checking a model on a network, against a hub of ours on loopback. */
import { describe, expect, it, vi } from 'vitest';
import {
  downloadModel,
  openRemote,
  remoteFile,
  verifyModel,
  verifyReported,
  volumeOf,
  type DownloadFolder,
  type Report,
} from '../../src/index.js';
import { buildStatement, signWithKey } from '../forge/index.js';
import { startHub, type Hub, type HubFiles } from './servers/hub.js';

const MODEL = 'org/model';
const files = {
  'config.json': new TextEncoder().encode('{"layers": 2}'),
  'weights.safetensors': new Uint8Array(3_000_000).map((_, i) => (i * 7) & 255),
  'sub/empty.bin': new Uint8Array(0),
};
const signed = signWithKey(await buildStatement(files));
const byKey = { method: 'key', publicKey: signed.publicKeyPem } as const;

async function hubOf(more: HubFiles = {}): Promise<Hub> {
  return startHub({
    [MODEL]: { files: { ...files, 'model.sig': JSON.stringify(signed.bundle), ...more } },
  });
}

const open = (hub: Hub) => openRemote(`hf://${MODEL}`, { fetcher: fetch, endpoint: hub.url });
const codes = ({ verdict }: Report) => verdict.reasons.map(({ code }) => code);
const stateOf = ({ files: all }: Report, path: string) => all.find((file) => file.path === path)?.state;

describe('streamed', () => {
  it('is green for what the host sent, and says that no copy was checked', async () => {
    await using hub = await hubOf();
    const answer = await open(hub);
    const seen: number[] = [];
    const report = await verifyModel({
      model: answer,
      trust: byKey,
      onProgress: ({ bytesDone }) => seen.push(bytesDone),
    });
    expect(report.verdict.headline).toMatch(
      /^All 3 files match what the holder of key .* “127\.0\.0\.1:\d+” sent the files; no copy on a disk was checked\.$/,
    );
    expect(report.verdict.code).toBe('verified');
    expect(report.model).toMatchObject({
      name: MODEL,
      source: 'streamed',
      remote: { kind: 'hugging-face', revision: hub.commit(MODEL) },
    });
    expect(report.notChecked).toContainEqual({ code: 'copy-on-disk' });
    expect(report.notChecked).toContainEqual({ code: 'unlisted-files' });
    expect(report.bundle?.path).toBe('model.sig');
    expect(Math.max(...seen)).toBe(3_000_013);
    expect(hub.fetched('weights.safetensors')).toBe(1);
  });

  it('is red where the host sends other bytes, and for what it lists beside', async () => {
    await using hub = await hubOf({ 'extra.bin': new Uint8Array(10) });
    hub.script.push({ path: 'weights.safetensors', otherBytes: true });
    const report = await verifyModel({ model: await open(hub), trust: byKey });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(stateOf(report, 'weights.safetensors')).toBe('changed');
    expect(stateOf(report, 'extra.bin')).toBe('unsigned');
    // Nobody asked about it.
    expect(hub.fetched('extra.bin')).toBe(0);
  });

  it('goes on where it broke off, and asks for nothing twice', async () => {
    await using hub = await hubOf();
    hub.script.push({ path: 'weights.safetensors', cutAfter: 1_000_000, times: 2 });
    const report = await verifyModel({ model: await open(hub), trust: byKey });
    expect(report.verdict.code).toBe('verified');
    const ranges = hub.storage.asked.filter(({ path }) => path.includes('weights')).map(({ range }) => range);
    expect(ranges).toEqual([null, 'bytes=1000000-2999999', 'bytes=2000000-2999999']);
  });

  it.each([
    ['not-found', { status: 404 }],
    ['refused', { status: 403 }],
    ['too-short', { shorterBy: 10 }],
    ['too-long', { shorterBy: -10 }],
  ] as const)('is grey where a file does not come: %s', async (problem, misbehaviour) => {
    await using hub = await hubOf();
    hub.script.push({ path: 'weights.safetensors', ...misbehaviour });
    const report = await verifyModel({ model: await open(hub), trust: byKey });
    expect(report.verdict.code).toBe('could-not-check');
    expect(codes(report)).toEqual(['remote-file-failed']);
    expect(report.verdict.reasons[0]).toMatchObject({ problem, path: 'weights.safetensors' });
    expect(report.rows.files).toMatchObject({ value: 'partly-checked', matching: 2, unreadable: 1 });
    expect(report.verdict.headline).not.toContain('sent the files');
  });

  it('ends at once when it is cancelled', async () => {
    await using hub = await hubOf();
    hub.script.push({ path: 'weights.safetensors', dripAfter: 100_000 });
    const controller = new AbortController();
    const checked = verifyModel({
      model: await open(hub),
      trust: byKey,
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'hashing') controller.abort(new Error('enough'));
      },
    });
    await expect(checked).rejects.toThrow('enough');
  });

  it('passes a refusal of the host on', async () => {
    await using hub = await hubOf();
    const answer = await openRemote('hf://org/other', { fetcher: fetch, endpoint: hub.url });
    const report = await verifyModel({ model: answer, trust: byKey });
    expect(codes(report)).toEqual(['remote-refused']);
    expect(report.verdict.code).toBe('could-not-check');
  });

  it('takes the signature that it is told to take', async () => {
    await using hub = await hubOf({ 'second.sig': JSON.stringify(signed.bundle, null, 1) });
    const answer = await open(hub);
    expect(codes(await verifyModel({ model: answer, trust: byKey }))).toEqual(['bundle-ambiguous']);
    const bundle = answer.ok ? remoteFile(answer.value, 'second.sig') : null;
    const report = await verifyModel({ model: answer, trust: byKey, bundle: bundle ?? '' });
    expect(codes(report)).toEqual(['files-differ']);
    expect(stateOf(report, 'model.sig')).toBe('unsigned');
  });
});

describe('reported by the hub', () => {
  it('reads no file, and is never green', async () => {
    await using hub = await hubOf();
    const answer = await open(hub);
    if (answer.ok) expect(volumeOf(answer.value).files).toBe(4);
    const report = await verifyReported({ model: answer, trust: byKey });
    expect(report.verdict.code).toBe('partial');
    expect(codes(report)).toEqual(['hub-reported']);
    expect(report.verdict.reasons[0]).toMatchObject({ agreeing: 2, signed: 3 });
    expect(report.verdict.headline).toMatch(
      /^No file was read: “127\.0\.0\.1:\d+” itself reports the signed digest for 2 of 3 files\. Signed by /,
    );
    expect(report.rows.files).toMatchObject({ value: 'not-checked', matching: 0, signed: 3 });
    expect(report.model.source).toBe('hub-listing');
    expect(report.files.every(({ state }) => state === 'not-checked' || state === 'ignored')).toBe(true);
    expect(report.files.find(({ path }) => path === 'weights.safetensors')?.reported?.algorithm).toBe(
      'sha256',
    );
    expect(hub.fetched('weights.safetensors')).toBe(0);
  });

  it('is red where the host itself says otherwise', async () => {
    await using hub = await hubOf({ 'weights.safetensors': new Uint8Array(3_000_000), 'extra.bin': 'x' });
    const report = await verifyReported({ model: await open(hub), trust: byKey });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(report.verdict.headline).toMatch(/^By what .* itself reports, 2 files differ/);
    expect(stateOf(report, 'weights.safetensors')).toBe('changed');
    expect(stateOf(report, 'extra.bin')).toBe('unsigned');
  });
});

/** A folder in memory: what a test wants to see of a disk. */
class MemoryFolder implements DownloadFolder {
  readonly files = new Map<string, File>();
  readonly created: string[] = [];
  readonly #known = new Map<string, File>();

  list() {
    const entries = [...this.files].map(([path, blob]) => ({ path, blob }));
    return { model: entries, listing: { source: 'entries', kind: 'directory', name: 'folder' } as const };
  }

  find(path: string) {
    return Promise.resolve(this.files.get(path) ?? null);
  }

  create(path: string) {
    this.created.push(path);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    return Promise.resolve({
      write: (bytes: Uint8Array) => {
        pieces.push(new Uint8Array(bytes));
        return Promise.resolve();
      },
      close: () => {
        this.put(path, pieces);
        return Promise.resolve();
      },
      abort: () => Promise.resolve(),
    });
  }

  put(path: string, pieces: BlobPart[]): void {
    this.files.set(path, new File(pieces, path));
  }

  known(path: string) {
    const file = this.files.get(path);
    if (file !== undefined) this.#known.set(path, file);
    return Promise.resolve();
  }

  isAsKnown(path: string, blob: Blob) {
    return Promise.resolve(this.#known.get(path) === blob);
  }
}

describe('while downloading', () => {
  it('checks the files that are on the disk then, and fetches none twice', async () => {
    await using hub = await hubOf();
    const folder = new MemoryFolder();
    const report = await downloadModel({ model: await open(hub), folder, trust: byKey });
    expect(report.verdict.code).toBe('verified');
    expect(report.verdict.headline).not.toContain('sent the files');
    expect(report.model).toMatchObject({ source: 'entries', remote: { kind: 'hugging-face' } });
    expect(report.notChecked).not.toContainEqual({ code: 'copy-on-disk' });
    expect(folder.created.toSorted()).toEqual([...Object.keys(files), 'model.sig'].toSorted());
    const again = await downloadModel({ model: await open(hub), folder, trust: byKey });
    expect(again.verdict.code).toBe('verified');
    expect(hub.fetched('weights.safetensors')).toBe(1);
  });

  it('fetches again what lies there and is not what was signed, and reports what is there besides', async () => {
    await using hub = await hubOf();
    const folder = new MemoryFolder();
    folder.put('weights.safetensors', [new Uint8Array(3_000_000)]);
    folder.put('mine.txt', ['x']);
    const report = await downloadModel({ model: await open(hub), folder, trust: byKey });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(stateOf(report, 'weights.safetensors')).toBe('match');
    expect(stateOf(report, 'mine.txt')).toBe('unsigned');
  });

  it('reads what was touched meanwhile', async () => {
    await using hub = await hubOf();
    const folder = new (class extends MemoryFolder {
      override list() {
        this.put('config.json', ['{"layers": 3}']);
        return super.list();
      }
    })();
    const report = await downloadModel({ model: await open(hub), folder, trust: byKey });
    expect(stateOf(report, 'config.json')).toBe('changed');
  });

  it('reads what a disk without case may have overwritten', async () => {
    const evil = new TextEncoder().encode('{"layers": 9}');
    await using hub = await hubOf({ 'CONFIG.JSON': evil });
    const folder = new (class extends MemoryFolder {
      override put(path: string, pieces: BlobPart[]): void {
        super.put(path.toLowerCase(), pieces);
      }
      override find(path: string) {
        return super.find(path.toLowerCase());
      }
      // Whoever sends both may see to it that the other one is there by now.
      override async known(path: string) {
        await vi.waitFor(async () => {
          const bytes = await this.files.get('config.json')?.text();
          if (/config/i.test(path) && bytes !== '{"layers": 9}') throw new Error('not yet');
        });
        return super.known(path.toLowerCase());
      }
    })();
    const report = await downloadModel({ model: await open(hub), folder, trust: byKey });
    expect(await folder.files.get('config.json')?.text()).toBe('{"layers": 9}');
    expect(stateOf(report, 'config.json')).toBe('changed');
    expect(report.verdict.code).toBe('files-mismatch');
  });

  it('does not write what git would run, for it is nobody’s word', async () => {
    await using hub = await hubOf({ '.git/config': '[core]\n\tfsmonitor = evil', 'sub/.GIT/config': 'x' });
    const folder = new MemoryFolder();
    const report = await downloadModel({ model: await open(hub), folder, trust: byKey });
    expect([...folder.files.keys()].filter((path) => /git/i.test(path))).toEqual([]);
    expect(report.verdict.code).toBe('verified');
  });

  it('is red where the host sent other bytes, and they are what lies there', async () => {
    await using hub = await hubOf();
    hub.script.push({ path: 'weights.safetensors', otherBytes: true });
    const report = await downloadModel({ model: await open(hub), folder: new MemoryFolder(), trust: byKey });
    expect(report.verdict.code).toBe('files-mismatch');
  });

  it('fetches nothing where the signature settles it', async () => {
    await using hub = await hubOf();
    const folder = new MemoryFolder();
    const other = signWithKey(await buildStatement(files));
    const trust = { method: 'key', publicKey: other.publicKeyPem } as const;
    const report = await downloadModel({ model: await open(hub), folder, trust });
    expect(report.verdict.code).toBe('signer-mismatch');
    expect(folder.created).toEqual([]);
  });

  it('ends with the first file that does not come, or cannot be written', async () => {
    await using hub = await hubOf();
    hub.script.push({ path: 'weights.safetensors', status: 404 });
    const model = await open(hub);
    const lost = await downloadModel({ model, folder: new MemoryFolder(), trust: byKey });
    expect(codes(lost)).toEqual(['remote-file-failed']);
    const full = new MemoryFolder();
    full.create = () => Promise.reject(new Error('no space left'));
    const refused = await downloadModel({ model, folder: full, trust: byKey });
    expect(codes(refused)).toEqual(['download-failed']);
    expect(refused.verdict.code).toBe('could-not-check');
  });
});
