import { expect, it } from 'vitest';
import type { FileResult, Report } from '../../src/index.js';
import { reportAsJson } from '../../web/lib/report-json.js';
import { signWithKey, buildStatement, entriesOf, smallModel } from '../forge/index.js';
import { hostile, rawInLines } from '../unseen.js';
import { verifyForged } from '../verify-with.js';

const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
const trust = { method: 'key', publicKey: publicKeyPem } as const;

async function reportWith(count: number, path: (at: number) => string): Promise<Report> {
  const report = await verifyForged(bundle, trust, { model: entriesOf(smallModel()).slice(2) });
  const more = Array.from({ length: count }, (_, at): FileResult => {
    return { path: path(at), state: 'unsigned', algorithm: null, expected: null, actual: null, size: at };
  });
  return { ...report, files: [...report.files, ...more] };
}

it.each([0, 995, 996, 5000])('is what JSON.stringify makes of it, with %i more files', async (count) => {
  const report = await reportWith(count, (at) => `a "name"\\ ${String(at)},]}`);
  expect(await (await reportAsJson(report)).text()).toBe(`${JSON.stringify(report, null, 2)}\n`);
});

it('hides nothing, however long the list, and stays the same JSON', async () => {
  const report = await reportWith(5000, (at) => (at % 7 === 0 ? hostile(String(at)) : `${String(at)}/é`));
  const json = await (await reportAsJson(report)).text();
  expect(rawInLines(json)).toEqual([]);
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(report)));
});
