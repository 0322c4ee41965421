import { describe, expect, it } from 'vitest';
import { english as prose, openModel, verifyModel, type Report } from '../../src/index.js';
import type { Signature } from '../../web/lib/choice.js';
import { lookInto } from '../../web/lib/look.js';
import {
  MAX_RAW_BYTES,
  rawNotes,
  rawOf,
  rawParts,
  readRaw,
  type Behind,
  type Raw,
} from '../../web/lib/raw.js';
import { english } from '../../web/text/english.js';
import {
  buildStatement,
  entriesOf,
  makeSigstore,
  signBundle,
  signWithKey,
  smallModel,
  text,
} from '../forge/index.js';

const files = smallModel();
const statement = await buildStatement(files);
const { bundle, publicKeyPem } = signWithKey(statement);
const written = JSON.stringify(bundle);
const payload = JSON.stringify(statement, null, 2);

const NEVER = new AbortController().signal;
const COMPARED = { isCompared: true, isJson: true } as const;
const UNKNOWN = { isCompared: false, isJson: false } as const;

const chosen = (content: string): Signature => ({
  from: 'elsewhere',
  name: 'model.sig',
  open: () => Promise.resolve(new Blob([content])),
});

/** The folder with what may be its signature; another one may be chosen for it. */
async function behind(content: string | null, signature: Signature | null = null): Promise<Behind> {
  const model = entriesOf(content === null ? files : { ...files, 'model.sig': text(content) });
  const whole = await openModel(model, { listing: { source: 'entries', kind: 'directory' } });
  const { inspection } = await lookInto(whole, { folder: null, signature }, NEVER);
  const circumstances = {
    first: 'model',
    others: 0,
    handle: null,
    isLive: false,
    folder: null,
    isSample: false,
  };
  return { whole, inspection, choice: { ...circumstances, model, signature } };
}

async function reportOn({ whole, choice }: Behind): Promise<Report> {
  const { signature } = choice;
  const other = signature?.from === 'elsewhere' ? { bundle: await signature.open() } : {};
  return verifyModel({ model: whole, ...other, trust: { method: 'key', publicKey: publicKeyPem } });
}

const notesOf = (raw: Raw): string => rawNotes(raw, { words: english, prose }).join(' ');

describe('a signature file', () => {
  it('that was found among the model’s files is shown as it was written', async () => {
    const found = await behind(written);
    const report = await reportOn(found);
    expect(report.verdict.code).toBe('verified');
    expect(rawParts(report, found)).toEqual(['bundle', 'statement']);
    expect(await readRaw('bundle', report, found)).toEqual({
      is: 'text',
      text: written,
      excerpt: { text: JSON.stringify(bundle, null, 2), isCut: false },
      isCompared: true,
    });
    expect(await readRaw('statement', report, found)).toMatchObject({
      text: payload,
      excerpt: { text: payload, isCut: false },
    });
  });

  it('is not shown where it is another one than was checked', async () => {
    const report = await reportOn(await behind(null, chosen(written)));
    for (const other of [`${written} `, '{}', '']) {
      const raw = await readRaw('bundle', report, await behind(null, chosen(other)));
      expect(raw).toEqual({ is: 'changed' });
      expect(notesOf(raw)).toContain('its SHA-256 differs');
    }
  });

  it('that cannot be read any more is told', async () => {
    const report = await reportOn(await behind(written));
    const gone = await readRaw('bundle', report, await behind(null));
    expect(notesOf(gone)).toContain('It is no longer among the model’s files.');
    const open = () => Promise.reject(new Error('away'));
    const lost: Signature = { from: 'elsewhere', name: 'model.sig', open };
    const { whole, inspection, choice } = await behind(null);
    const raw = await readRaw('statement', report, {
      whole,
      inspection,
      choice: { ...choice, signature: lost },
    });
    expect(raw).toEqual({ is: 'unreadable', detail: 'Error: away' });
    expect(notesOf(raw)).toContain('choose the signature again');
  });

  it('is bounded', async () => {
    const long = await behind(null, chosen(`${written}${' '.repeat(MAX_RAW_BYTES)}`));
    const report = await reportOn(long);
    expect(report.verdict.code).toBe('verified');
    const raw = await readRaw('statement', report, long);
    expect(raw).toEqual({ is: 'too-long', bytes: written.length + MAX_RAW_BYTES });
    expect(notesOf(raw)).toContain('1 MiB. That is too long');
  });

  it('that the check could not read is shown as it lies there', async () => {
    const broken = await behind(null, chosen('<b>no JSON</b>'));
    const report = await reportOn(broken);
    expect(report.verdict.code).toBe('could-not-check');
    expect(rawParts(report, broken)).toEqual(['bundle']);
    const raw = await readRaw('bundle', report, broken);
    expect(raw).toMatchObject({ excerpt: { text: '<b>no JSON</b>' }, isCompared: false });
    expect(notesOf(raw)).toContain('what is in the file now');
  });

  it('has no statement where it signs a file, and is not offered where there is none', async () => {
    const one = signBundle(makeSigstore(), { message: text('one file') });
    const message = await behind(null, chosen(JSON.stringify(one.bundle)));
    const report = await reportOn(message);
    expect(rawParts(report, message)).toEqual(['bundle']);
    expect(await readRaw('statement', report, message)).toEqual({ is: 'no-statement' });

    const none = await behind(null);
    expect(rawParts(await reportOn(none), none)).toEqual([]);
  });
});

describe('what is in it', () => {
  const withPayload = (bytes: Uint8Array, encoding: 'base64' | 'base64url' = 'base64') =>
    text(JSON.stringify({ dsseEnvelope: { payload: Buffer.from(bytes).toString(encoding) } }));

  it('is decoded as the check does', () => {
    const wide = text('{"name":"ÿ?>~"}');
    for (const encoding of ['base64', 'base64url'] as const)
      expect(rawOf('statement', withPayload(wide, encoding), COMPARED)).toMatchObject({
        text: '{"name":"ÿ?>~"}',
      });
    expect(rawOf('bundle', text('\ufeff{}'), UNKNOWN)).toMatchObject({ excerpt: { text: '\ufeff{}' } });
  });

  it('may be no text, nothing, or not there', () => {
    const noText = Uint8Array.of(0xff, 0xfe);
    expect(rawOf('bundle', noText, UNKNOWN)).toEqual({ is: 'not-text' });
    expect(rawOf('statement', withPayload(noText), COMPARED)).toEqual({ is: 'not-text' });
    expect(rawOf('bundle', new Uint8Array(), UNKNOWN)).toEqual({ is: 'empty' });
    for (const other of [
      'null',
      '[]',
      '{"dsseEnvelope":{"payload":1}}',
      '{"dsseEnvelope":{"payload":"%"}}',
      '{',
    ])
      expect(rawOf('statement', text(other), COMPARED)).toEqual({ is: 'no-statement' });
  });

  it('is JSON that is laid out, unless it takes too long to tell', () => {
    expect(rawOf('bundle', text('[1]'), UNKNOWN)).toMatchObject({ excerpt: { text: '[\n  1\n]' } });
    const deep = '['.repeat(1000) + ']'.repeat(1000);
    for (const other of ['[1', '[1]]', deep, `[${' '.repeat(2 ** 18)}]`])
      expect(rawOf('bundle', text(other), UNKNOWN)).toMatchObject({
        excerpt: { text: other },
      });
  });
});
