import { expect, it } from 'vitest';
import { english as prose } from '../../src/index.js';
import { german as germanProse } from '../../src/german.js';
import { reportAsText } from '../../web/lib/text.js';
import { english } from '../../web/text/english.js';
import { german } from '../../web/text/german.js';
import {
  buildStatement,
  entriesOf,
  IDENTITY,
  ISSUER,
  makeSigstore,
  signKeyless,
  smallModel,
} from '../forge/index.js';
import { hostile, rawInLines } from '../unseen.js';
import { verifyForged } from '../verify-with.js';

const sigstore = makeSigstore();
const { bundle } = signKeyless(sigstore, await buildStatement(smallModel()));
const trust = {
  method: 'sigstore',
  identity: IDENTITY,
  issuer: ISSUER,
  trustedRoot: sigstore.trustedRoot,
} as const;
const bySomebody = { isSample: false, installed: 'Acme research' };

const inEnglish = { words: english, prose };
const inGerman = { words: german, prose: germanProse };

it('the report as text is in one language', async () => {
  const added = { path: 'added.bin', blob: new Blob(['!']) };
  const model = [...entriesOf(smallModel()).slice(1), added, { path: '.DS_Store', blob: new Blob(['!']) }];
  const reports = [
    await verifyForged(bundle, trust),
    await verifyForged(bundle, trust, { model }),
    await verifyForged(bundle, trust, { model, ignoreUnsignedFiles: true }),
    await verifyForged(bundle, { ...trust, identity: 'somebody@else.example' }),
    await verifyForged(bundle, { method: 'inspect', trustedRoot: sigstore.trustedRoot }),
    await verifyForged(bundle, { method: 'inspect' }),
    await verifyForged('{}', trust),
  ];
  expect(new Set(reports.map(({ verdict }) => verdict.code)).size).toBeGreaterThan(4);
  for (const report of reports) {
    const lines = reportAsText(report, bySomebody, inGerman).split('\n');
    const others = reportAsText(report, bySomebody, inEnglish).split('\n');
    expect(lines.filter((line) => line !== '' && others.includes(line))).toEqual([]);
    expect(lines).toHaveLength(others.length);
    expect(others.join('\n')).toContain(report.verdict.headline);
    const word = report.trust.method === 'inspect' ? 'nobody’s' : 'that of the person who made the check';
    expect(others.join('\n')).toContain(`\nBy whose word: ${word}`);
  }
});

it('hides nothing of what others wrote, in either language', async () => {
  const identity = hostile('signer');
  const forged = signKeyless(sigstore, await buildStatement(smallModel(), { name: hostile('model') }), {
    identity,
    identityType: 'uri',
  });
  const model = [...entriesOf(smallModel()), { path: hostile('added'), blob: new Blob(['!']) }];
  const report = await verifyForged(forged.bundle, { ...trust, identity }, { model });
  for (const wording of [inEnglish, inGerman])
    expect(rawInLines(reportAsText(report, bySomebody, wording))).toEqual([]);
});
