/** What only the built page in a real browser can get wrong: a folder dialog, and a file of more than 4 GiB. */
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import type { Report } from '../../src/report.js';
import { buildStatement, signWithKey, smallModel, writeModel } from '../forge/index.js';
import type { Engine } from './engine.js';
import { ENGINES, PORTAL_IS_HERE } from './engines.js';
import { launchChromiumWithPortal } from './portal.js';
import { chooseByLabel, findByLabel, visit } from './visit.js';

const GiB = 2 ** 30;
const LENGTH = 6 * GiB;
/** SHA-256 of that many zeros. */
const ZEROS = '5c32c2b28999325bc5ad39d6530bcb46fbdf1f86375a991b7269764c50b0d109';

let root = '';
let site = { url: '', close: () => Promise.resolve() };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-page-'));
  await chmod(root, 0o755);
  site = await serve(fileURLToPath(new URL('../../dist', import.meta.url)), 0);
});

afterAll(async () => {
  await site.close();
  await rm(root, { recursive: true, force: true });
});

describe.each(ENGINES)('$name', ({ launch, isHere }) => {
  it.skipIf(!isHere)('checks a file of 6 GiB', async () => {
    const folder = await mkdtemp(join(root, 'long-'));
    await chmod(folder, 0o755);
    const model = join(folder, 'zeros.bin');
    await writeFile(model, '');
    await truncate(model, LENGTH);
    const resources = [{ name: 'zeros.bin', digest: ZEROS, algorithm: 'sha256' }];
    const statement = await buildStatement({}, { resources: () => resources });
    const { bundle, publicKeyPem } = signWithKey(statement);
    await writeFile(join(folder, 'model.sig'), JSON.stringify(bundle));
    await writeFile(join(folder, 'key.pem'), publicKeyPem);
    const check = async (engine: Engine): Promise<Report> =>
      visit(engine, site.url, {
        choose: (page) => chooseByLabel(page, 'Choose files', [model]),
        bundlePath: join(folder, 'model.sig'),
        publicKeyPath: join(folder, 'key.pem'),
      });

    const engine = await launch();
    try {
      const report = await check(engine);
      expect(report.verdict.code).toBe('verified');
      expect(report.model.totalBytes).toBe(LENGTH);
      const rate = LENGTH / 2 ** 20 / (report.durationMs / 1000);
      console.log(`${engine.name} ${engine.version}: 6 GiB at ${rate.toFixed(0)} MiB/s`);
      // The same, for who counts in 32 bits.
      await truncate(model, LENGTH % 2 ** 32);
      expect((await check(engine)).verdict.code).toBe('files-mismatch');
    } finally {
      await engine.close();
    }
  });
});

describe.skipIf(!PORTAL_IS_HERE)('Chromium’s folder dialog', () => {
  it('hands over a folder', async () => {
    const folder = join(root, 'small');
    await mkdir(folder);
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
    await writeModel(join(folder, 'model'), smallModel(), bundle);
    await writeFile(join(folder, 'key.pem'), publicKeyPem);
    const engine = await launchChromiumWithPortal(join(folder, 'model'));
    try {
      const report = await visit(engine, site.url, {
        choose: async (page) => engine.chooseInDialog(await findByLabel(page, 'Choose a folder')),
        publicKeyPath: join(folder, 'key.pem'),
      });
      expect(report.verdict.code).toBe('verified');
    } finally {
      await engine.close();
    }
  });
});
