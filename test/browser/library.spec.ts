import { createHash } from 'node:crypto';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';
import { interopCases, INTEROP_IS_HERE } from '../matrix/interop.js';
import { forgedCases } from '../matrix/forged.js';
import { scenariosOf } from '../matrix/scenarios.js';
import type { SignedCase } from '../matrix/case.js';
import type * as Library from '../../src/index.js';
import type { Page } from 'playwright/test';
import { askLibrary } from './ask-library.js';
import { expect } from './fixtures.js';
import { test } from './one-page.js';

const forged = await forgedCases();

async function check(page: Page, signed: SignedCase): Promise<void> {
  const scenarios = scenariosOf(signed);
  const codes: string[] = [];
  for (const scenario of scenarios) codes.push((await askLibrary(page, scenario)).verdict.code);
  const named = (values: readonly string[]) => scenarios.map(({ name }, i) => `${name} → ${values[i] ?? ''}`);
  expect(named(codes)).toEqual(named(scenarios.map(({ expected }) => expected)));
}

test.describe('made by our forge', () => {
  for (const signed of forged) {
    test(signed.name, ({ oneLibrary }) => check(oneLibrary, signed));
  }
});

test.describe('made by released versions of the reference library', () => {
  test.skip(!INTEROP_IS_HERE, 'the interop files are not here');
  for (const signed of interopCases()) {
    test(signed.name, ({ oneLibrary }) => check(oneLibrary, signed));
  }
  test('there are 13 of them', () => {
    expect(interopCases()).toHaveLength(13);
  });
});

test('leaves no globals behind, and needs none of Node', async ({ library }) => {
  const [signed] = forged;
  if (signed === undefined) throw new Error('no case');
  const globals = () => library.evaluate(() => Object.getOwnPropertyNames(globalThis).sort());
  const before = await globals();
  await check(library, signed);
  expect(await globals()).toEqual(before);
  expect(before).not.toContain('Buffer');
});

test('an organisation’s file says whom to expect', async ({ library }) => {
  const files = smallModel();
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(files));
  const signers = [{ method: 'key', publicKey: 'release' }];
  const file = {
    schemaVersion: 1,
    organisation: 'Acme',
    publicKeys: { release: publicKeyPem },
    entries: [{ id: 'weather', models: ['acme-weather'], signers }],
  };
  const strict = { ...file, entries: [{ ...file.entries[0], deny: { fileTypes: ['.json'] } }] };
  const texts = { plain: file, strict, misspelt: { ...strict, entires: [] } };
  const found = await library.evaluate(
    async ({ texts, bundle, paths }) => {
      const url = new URL('lib/index.js', location.href).href;
      const { parseExpectations, verifyModel } = (await import(url)) as typeof Library;
      const model = paths.map(([path, bytes]) => ({ path, blob: new Blob([new Uint8Array(bytes)]) }));
      const listing = { source: 'entries', kind: 'directory', name: 'acme-weather' } as const;
      const results: Record<string, { readonly codes: readonly string[]; readonly sha256: string | null }> =
        {};
      for (const [name, json] of Object.entries(texts)) {
        const read = await parseExpectations(new Blob([JSON.stringify(json)]));
        const trust = read.ok ? ({ method: 'expectations', expectations: read.value } as const) : null;
        const report = trust === null ? null : await verifyModel({ model, bundle, trust, listing });
        const reasons = read.ok ? (report?.verdict.reasons ?? []) : read.reasons;
        results[name] = {
          codes: [report?.verdict.code ?? 'refused', ...reasons.map(({ code }) => code)],
          sha256: report?.trust.basis.kind === 'organisation' ? report.trust.basis.sha256 : null,
        };
      }
      return results;
    },
    { texts, bundle, paths: Object.entries(files).map(([path, bytes]) => [path, [...bytes]] as const) },
  );
  const sha256 = (json: object) => createHash('sha256').update(JSON.stringify(json)).digest('hex');
  expect(found).toEqual({
    plain: { codes: ['verified'], sha256: sha256(file) },
    strict: { codes: ['files-mismatch', 'file-type-not-allowed'], sha256: sha256(strict) },
    misspelt: { codes: ['refused', 'expectations-unusable'], sha256: null },
  });
});

test('aborting rejects at once and leaves the engine usable', async ({ library }) => {
  const [signed] = forged;
  if (signed === undefined) throw new Error('no case');
  const { bundle, trust } = signed;
  const result = await library.evaluate(
    async ({ bundle, trust }) => {
      const url = new URL('lib/index.js', location.href).href;
      const { verifyModel } = (await import(url)) as typeof Library;
      const big = new Blob(Array.from({ length: 16 }, () => new Uint8Array(8 * 1024 * 1024)));
      const { payload } = (JSON.parse(bundle) as { dsseEnvelope: { payload: string } }).dsseEnvelope;
      const { predicate } = JSON.parse(atob(payload)) as { predicate: { resources: { name: string }[] } };
      const model = predicate.resources.map(({ name }) => ({ path: name, blob: big }));
      const controller = new AbortController();
      let left = 0;
      let toldAfterwards = false;
      const started = verifyModel({
        model,
        bundle,
        trust,
        signal: controller.signal,
        onProgress: ({ phase, bytesDone, bytesTotal }) => {
          if (controller.signal.aborted) toldAfterwards = true;
          else if (phase === 'hashing' && bytesDone > 0) {
            left = bytesTotal - bytesDone;
            controller.abort(new Error('enough'));
          }
        },
      });
      const reason = await started.then(
        () => 'finished',
        (error: unknown) => String(error),
      );
      const again = await verifyModel({ model: [{ path: 'x', blob: new Blob(['x']) }], bundle, trust });
      return { reason, left, toldAfterwards, again: again.verdict.code };
    },
    { bundle, trust },
  );
  expect(result.reason).toBe('Error: enough');
  // Nearly all was still to be hashed, and nobody waited for it.
  expect(result.left).toBeGreaterThan(64 * 1024 * 1024);
  expect(result.toldAfterwards).toBe(false);
  expect(result.again).toBe('files-mismatch');
});

test('takes handles, as directory and as file', async ({ library }) => {
  const signed = forged.find(({ name }) => name === 'certificate');
  const one = forged.find(({ name }) => name === 'key, one file as "."');
  if (signed === undefined || one === undefined) throw new Error('no case');
  const input = ({ files, bundle, trust }: SignedCase) => ({
    files: Object.entries(files).map(([path, content]) => ({ path, bytes: Array.from(content) })),
    bundle,
    trust,
  });
  // The browser's own file system: a handle on disk cannot be had without a person's click.
  const reports = await library.evaluate(
    async ([folder, single]) => {
      const url = new URL('lib/index.js', location.href).href;
      const { verifyModel } = (await import(url)) as typeof Library;
      const root = await navigator.storage.getDirectory();
      const write = async (
        at: FileSystemDirectoryHandle,
        path: string,
        bytes: readonly number[] | string,
      ) => {
        const parts = path.split('/');
        const name = parts.pop() ?? '';
        let parent = at;
        for (const part of parts) parent = await parent.getDirectoryHandle(part, { create: true });
        const handle = await parent.getFileHandle(name, { create: true });
        const writable = await handle.createWritable();
        await writable.write(typeof bytes === 'string' ? bytes : Uint8Array.from(bytes));
        await writable.close();
        return handle;
      };
      const directory = await root.getDirectoryHandle('model', { create: true });
      for (const { path, bytes } of folder.files) await write(directory, path, bytes);
      await write(directory, 'found-by-content', folder.bundle);
      const first = await verifyModel({ model: directory, trust: folder.trust });
      const [only] = single.files;
      const file = await write(root, only?.path ?? '', only?.bytes ?? []);
      const second = await verifyModel({ model: file, bundle: single.bundle, trust: single.trust });
      return [first, second];
    },
    [input(signed), input(one)] as const,
  );
  expect(reports.map(({ verdict, model }) => [verdict.code, model.source])).toEqual([
    ['verified', 'directory-handle'],
    ['verified', 'file-handle'],
  ]);
  expect(reports[0]?.bundle?.path).toBe('found-by-content');
  expect(reports[0]?.notChecked.map(({ code }) => code)).toContain('odd-names');
});
