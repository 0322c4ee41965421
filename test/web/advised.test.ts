import { expect, it } from 'vitest';
import type { Reason, Report, VerdictCode } from '../../src/index.js';
import { advisedIn } from '../../web/lib/advised.js';

const live = { isLive: true, onlySome: false };

type Told = Pick<Report, 'verdict' | 'model'>;

/** Of a verdict only its code and first reason count. */
function verdict(
  code: VerdictCode,
  reason: Reason['code'] = 'nobody-named',
  source: Report['model']['source'] = 'file-list',
): Told {
  return { verdict: { code, reasons: [{ code: reason }] }, model: { source } } as unknown as Told;
}

it('looks again where the folder can be listed anew, else asks to choose it again', () => {
  expect(advisedIn(verdict('files-mismatch'), live)).toBe('check-again');
  expect(advisedIn(verdict('files-mismatch'), { ...live, isLive: false })).toBe('choose-again');
});

it('offers all files only where some were asked for: a cache without names is not made whole by a button', () => {
  expect(advisedIn(verdict('partial'), { ...live, onlySome: true })).toBe('check-all');
  expect(advisedIn(verdict('partial'), live)).toBeNull();
});

it('leads from a host’s word to its files, to the publisher where they differ, and asks again where they did not come', () => {
  expect(advisedIn(verdict('partial', 'hub-reported', 'hub-listing'), live)).toBe('go-deeper');
  for (const source of ['hub-listing', 'streamed'] as const)
    expect(advisedIn(verdict('files-mismatch', 'files-differ', source), live)).toBe('write');
  expect(advisedIn(verdict('could-not-check', 'remote-file-failed', 'streamed'), live)).toBe('check-again');
});

it('never leads from another signer to the form, where their name would make it green', () => {
  expect(advisedIn(verdict('signer-mismatch'), live)).toBe('write');
});

it('asks for something to trust only where that would help', () => {
  expect(advisedIn(verdict('signer-untrusted', 'chain-without-trusted-root'), live)).toBe('say-trusted');
  expect(advisedIn(verdict('signer-untrusted', 'certificate-expired'), live)).toBe('write');
  const byLink = verdict('signer-untrusted', 'chain-without-trusted-root').verdict.reasons;
  const named = { code: 'expectation-not-yours', by: 'link' } as const;
  const reasons = [...byLink, named] as unknown as typeof byLink;
  const told = verdict('signer-untrusted');
  const both = { ...told, verdict: { ...told.verdict, reasons } } as Told;
  expect(advisedIn(both, live)).toBe('say-trusted');
});

it('leads to what the reason is about where nothing could be decided', () => {
  expect(advisedIn(verdict('could-not-check', 'identity-empty'), live)).toBe('correct');
  expect(advisedIn(verdict('could-not-check', 'method-differs'), live)).toBe('write');
  expect(advisedIn(verdict('could-not-check', 'engine-failed'), live)).toBe('choose-again');
  expect(advisedIn(verdict('could-not-check', 'bundle-not-json'), live)).toBe('choose-again');
  expect(advisedIn(verdict('could-not-check', 'media-type-unknown'), live)).toBe('write');
});
