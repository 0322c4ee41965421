import { buildStatement, signWithKey, text, type ForgedFiles } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

const COUNT = 20_000;
const HERE = 40;

/** Signed were many; most are not here, which takes no time to write. Those that are match, but for the first. */
const signed: ForgedFiles = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [
    `${i < COUNT / 2 ? 'shards' : `layers/${String(i % 50)}`}/Part-${String(i).padStart(5, '0')}.bin`,
    text(String(i)),
  ]),
);
const names = Object.keys(signed);
const present = names.slice(0, HERE);
const { bundle, publicKeyPem } = signWithKey(await buildStatement(signed));
const model: ForgedFiles = {
  ...Object.fromEntries(present.map((name) => [name, signed[name] ?? text('')])),
  [names[0] ?? '']: text('changed'),
  'model.sig': text(JSON.stringify(bundle)),
};

test('20,000 files: only those seen are on the page, all are found, in a list and in folders', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(model));
  await expectSigner(page, disk, { method: 'key', publicKey: publicKeyPem });
  expect(await check(page)).toBe('files-mismatch');

  const files = page.getByRole('region', { name: 'File by file' });
  const status = files.getByRole('status').first();
  const rows = files.getByRole('listitem');
  const frame = files.getByRole('group', { name: 'Files; scroll with the arrow keys' });
  const search = page.getByLabel('Search the files');
  await expect(status).toHaveText('20,001 files, those that differ first.');
  await expect(rows.first()).toContainText('shards/Part-00000.bin');
  await expect(rows.first()).toHaveAttribute('aria-setsize', '20001');
  expect(await rows.count()).toBeLessThan(60);
  await expectPresentable(page);

  // Wherever one jumps to, the whole frame has lines.
  const scroll = (share: number): Promise<number> =>
    frame.evaluate((element, to) => (element.scrollTop = element.scrollHeight * to), share);
  for (const share of [0.3, 0.9, 1]) {
    await scroll(share);
    await expect.poll(() => frame.evaluate(uncovered)).toBe(0);
  }
  // Lines that were never seen count as common ones, so that the end moves away once or twice.
  await expect(async () => {
    await scroll(1);
    await expect(rows.last()).toContainText('model.sig', { timeout: 500 });
  }).toPass();

  // Each letter is a search of its own; the last one counts.
  await search.pressSequentially('pART-0012');
  await expect(status).toHaveText('10 files of 20,001 found.');
  await expect(rows).toHaveCount(10);
  await search.fill('nowhere');
  await expect(files.getByText('No file is called that.')).toBeVisible();
  await search.fill('');
  await expect(status).toHaveText('20,001 files, those that differ first.');
  await files.getByRole('button', { name: 'Only what differs (19,961)' }).click();
  await expect(status).toHaveText('19,961 files of 20,001 found.');
  await search.fill('Part-00000');
  await expect(rows).toHaveCount(1);

  await search.fill('');
  await files.getByRole('button', { name: 'Only what differs' }).click();
  await files.getByRole('button', { name: 'Folders' }).click();
  const layers = files.getByRole('button', { name: /^layers 10,000 files/ });
  await expect(layers).toHaveAttribute('aria-expanded', 'true');
  await layers.click();
  await expect(layers).toHaveAttribute('aria-expanded', 'false');
  const shards = files.getByRole('button', { name: /^shards 10,000 files/ });
  await expect(rows.nth(2)).toContainText('Part-00000.bin');
  await shards.click();
  await expect(rows).toHaveCount(3);
  await shards.click();
  await expect(rows.nth(2)).toHaveAttribute('aria-setsize', '10003');
  expect(await rows.count()).toBeLessThan(60);
  await search.fill('part-19');
  await expect(status).toHaveText('1,000 files of 20,001 found.');
  await expect(files.getByRole('button', { name: /^layers 1,000 files/ })).toBeVisible();
  await files.getByRole('button', { name: 'List', exact: true }).click();
  await expect(rows.first()).toContainText('layers/0/Part-19000.bin');
});

/** Of what the frame shows, in pixels: what no line covers. */
function uncovered(frame: HTMLElement): number {
  const { top, bottom } = frame.getBoundingClientRect();
  const boxes = Array.from(frame.querySelectorAll('li'), (row) => row.getBoundingClientRect());
  const first = Math.min(...boxes.map((box) => box.top));
  const last = Math.max(...boxes.map((box) => box.bottom));
  return Math.max(0, Math.round(first - top - 2)) + Math.max(0, Math.round(bottom - 2 - last));
}
