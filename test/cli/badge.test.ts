import fc from 'fast-check';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BadgeFacts, nameOf } from '../../cli/badge/facts.js';
import { storedFacts } from '../../cli/badge/stored.js';
import { badgeSvg } from '../../cli/badge/svg.js';
import { VERDICT_CODES, type Report } from '../../src/index.js';
import { text } from '../forge/index.js';
import { touchstone } from './command.js';
import { CHECK, place } from './signed.js';

const FACTS: BadgeFacts = {
  verdict: 'verified',
  signer: nameOf({ method: 'sigstore', identity: 'a@b.example' }),
  checkedAt: '2026-11-23T02:00:00.000Z',
  source: 'file-system',
  remote: null,
  rootDigest: null,
  matching: 1,
  leftOut: 0,
  version: '0.1.0',
  isStored: false,
};

const labelOf = (svg: string) => /aria-label="([^"]*)"/u.exec(svg)?.[1];
const label = (facts: Partial<BadgeFacts>) => labelOf(badgeSvg({ ...FACTS, ...facts }));
/** All markup, in order. */
const tagsOf = (svg: string) => [...svg.matchAll(/<(\/?[a-z]+)/gu)].map(([, tag]) => tag);

describe('a badge', () => {
  it('says who signed and when it was checked only of what is verified', () => {
    const labels = Object.fromEntries(VERDICT_CODES.map((verdict) => [verdict, label({ verdict })]));
    expect(labels).toEqual({
      'could-not-check': 'model signature: not checked · 2026-11-23',
      unsigned: 'model signature: none found · 2026-11-23',
      'signature-invalid': 'model signature: does not fit its contents · 2026-11-23',
      'signer-mismatch': 'model signature: signed by somebody else than expected · 2026-11-23',
      'files-mismatch': 'model signature: files differ from what was signed · 2026-11-23',
      partial: 'model signature: signature by a@b.example, not all files checked · 2026-11-23',
      'signer-untrusted': 'model signature: signature by a@b.example, whom nothing vouches for · 2026-11-23',
      'signer-unconfirmed': 'model signature: signature by a@b.example, not confirmed · 2026-11-23',
      verified: 'model signature: signed by a@b.example · checked 2026-11-23',
    });
    const greens = VERDICT_CODES.filter((verdict) => badgeSvg({ ...FACTS, verdict }).includes('#1a7f37'));
    expect(greens).toEqual(['verified']);
  });

  it('says what the check was not', () => {
    expect(label({ source: 'streamed' })).toMatch(/· streamed and checked 2026-11-23$/u);
    expect(label({ source: 'hub-listing', verdict: 'partial' })).toMatch(
      /, files not fetched · 2026-11-23$/u,
    );
    expect(label({ leftOut: 2 })).toMatch(/· 2 files left out · checked/u);
    expect(label({ isStored: true })).toMatch(/· as a report says$/u);
    expect(label({ signer: null })).toMatch(/: signed by a key without a name · /u);
    expect(label({ signer: nameOf({ method: 'key', fingerprint: 'ab'.repeat(32), hint: null }) })).toMatch(
      /: signed by key abababababababab… · /u,
    );
    const remote = { host: 'h.example', address: 'hf://a/b@c' };
    expect(badgeSvg({ ...FACTS, remote, rootDigest: 'ab'.repeat(32) })).toMatch(
      /<desc>Checked 2026-11-23T02:00:00.000Z by .*hf:\/\/a\/b@c, from h\.example.*sha256:(?:ab){32}.*proves nothing/u,
    );
  });

  it('is the same picture whatever somebody is called, with nothing hidden and both ends of a name', () => {
    const usual = tagsOf(badgeSvg(FACTS));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const signer = nameOf({ method: 'sigstore', identity: name });
        const svg = badgeSvg({ ...FACTS, signer, remote: { host: name, address: name } });
        expect(tagsOf(svg)).toEqual(usual);
        expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/u);
        expect(svg.replaceAll(/&(?:amp|lt|gt|quot|#39);/gu, '')).not.toContain('&');
        expect(svg).not.toMatch(/NaN|undefined|href|script>/u);
      }),
    );
    const long = `https://acme.example/${'x'.repeat(100)}@evil.example`;
    expect(label({ signer: nameOf({ method: 'sigstore', identity: long }) })).toMatch(
      /“https:\/\/acme\.example\/x+…x+@evil\.example”/u,
    );
  });

  it('is written beside the report, whatever came out', async () => {
    const folder = await place({ 'a.bin': text('aaa') });
    expect((await touchstone([...CHECK, '--badge', 'b.svg', '--quiet'], folder)).code).toBe(0);
    expect(labelOf(await readFile(join(folder, 'b.svg'), 'utf8'))).toMatch(
      /signed by key [0-9a-f]{16}… · checked/u,
    );
    await writeFile(join(folder, 'model/a.bin'), 'AAA');
    expect((await touchstone([...CHECK, '--badge', 'b.svg', '--quiet'], folder)).code).toBe(1);
    expect(labelOf(await readFile(join(folder, 'b.svg'), 'utf8'))).toMatch(/files differ/u);
    const nowhere = await touchstone([...CHECK, '--badge', 'none/b.svg'], folder);
    expect(nowhere).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a badge of a stored report', () => {
  it('says the same, and that a report says so', async () => {
    const folder = await place({ 'a.bin': text('aaa') });
    const { stdout: json } = await touchstone([...CHECK, '--json'], folder);
    await writeFile(join(folder, 'report.json'), json);
    const { code, stdout } = await touchstone(['badge', 'report.json'], folder);
    expect(code).toBe(0);
    expect(labelOf(stdout)).toMatch(/signed by key [0-9a-f]{16}… · checked [0-9-]{10} · as a report says$/u);

    const report = JSON.parse(json) as Report;
    const changed: Record<string, unknown>[] = [
      { schemaVersion: 2 },
      { verdict: { code: 'safe' } },
      { checkedAt: '2026-11-23' },
      { model: { ...report.model, source: 'x' } },
      { rows: null },
      { leftOut: {} },
      { circumstances: { isSample: true, installed: null } },
    ];
    for (const change of changed)
      expect(() => storedFacts(JSON.stringify({ ...report, ...change }), 'r')).toThrow(/r is no report/u);
    for (const no of ['', '[]', 'null', '{']) expect(() => storedFacts(no, 'r')).toThrow(/r is no report/u);
    expect((await touchstone(['badge', 'key.pem'], folder)).code).toBe(2);
  });
});
