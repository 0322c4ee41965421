import { describe, expect, it } from 'vitest';
import type { TrustedPart } from '../../src/index.js';
import { folderOfSite } from '../../web/lib/site-folder.js';
import { axisOf, changesOf, groupsOf, standingAt } from '../../web/lib/trust-parts.js';

const NOW = Date.parse('2026-07-02T00:00:00Z');

function part(more: Partial<TrustedPart> = {}): TrustedPart {
  return {
    part: 'log',
    name: 'https://log.example',
    sha256: 'a'.repeat(64),
    key: 'ECDSA P-256',
    start: '2022-01-01T00:00:00Z',
    end: null,
    ...more,
  };
}

describe('the parts of a trusted root', () => {
  it('stand in groups, the oldest first', () => {
    const young = part({ start: '2025-01-01T00:00:00Z' });
    const authority = part({ part: 'certificate-authority' });
    expect(groupsOf([young, part(), authority])).toEqual([
      { kind: 'certificate-authority', parts: [authority] },
      { kind: 'log', parts: [part(), young] },
    ]);
  });

  it('are in use, ended, or not yet in use', () => {
    expect(standingAt(part(), NOW)).toBe('in-use');
    expect(standingAt(part({ end: '2027-01-01T00:00:00Z' }), NOW)).toBe('in-use');
    expect(standingAt(part({ end: '2026-07-01T00:00:00Z' }), NOW)).toBe('ended');
    expect(standingAt(part({ start: '2026-07-03T00:00:00Z' }), NOW)).toBe('not-yet');
  });

  it('are the same ones while kind and key are', () => {
    const other = part({ sha256: 'b'.repeat(64) });
    const ended = part({ end: '2026-01-01T00:00:00Z' });
    expect(changesOf([part()], [part()])).toEqual([]);
    expect(changesOf([part()], [part(), other])).toEqual([{ what: 'added', part: other }]);
    expect(changesOf([part(), other], [part()])).toEqual([{ what: 'removed', part: other }]);
    expect(changesOf([part()], [ended])).toEqual([{ what: 'ended', part: ended }]);
    expect(changesOf([ended], [part()])).toEqual([{ what: 'changed', part: part() }]);
    const ofCertificates = part({ part: 'ct-log' });
    expect(changesOf([part()], [ofCertificates])).toEqual([
      { what: 'added', part: ofCertificates },
      { what: 'removed', part: part() },
    ]);
    // Named twice, and once no longer.
    expect(changesOf([part(), part()], [part()])).toEqual([{ what: 'removed', part: part() }]);
  });
});

describe('the axis of years', () => {
  it('goes from the first beginning to what is still to come, with today on it', () => {
    const axis = axisOf([part(), part({ end: '2024-01-01T00:00:00Z' })], NOW);
    expect(axis.years.map(({ year }) => year)).toEqual([2022, 2023, 2024, 2025, 2026, 2027]);
    expect(axis.years[0]).toEqual({ year: 2022, at: 0, isNamed: true });
    expect(axis.today).toBeCloseTo(4.5 / 6, 2);
    expect(axis.barOf(part())).toEqual({ from: 0, to: 1, isOpen: true });
    const { from, to, isOpen } = axis.barOf(part({ end: '2024-01-01T00:00:00Z' }));
    expect([from, isOpen]).toEqual([0, false]);
    expect(to).toBeCloseTo(2 / 6, 2);
  });

  it('is not stretched by what holds for a century, nor broken by a date that is none', () => {
    const long = part({ start: '1900-01-01T00:00:00Z', end: '2999-01-01T00:00:00Z' });
    const axis = axisOf([long, part({ start: 'never' })], NOW);
    expect([axis.years[0]?.year, axis.years.at(-1)?.year]).toEqual([2011, 2035]);
    expect(axis.years.filter(({ isNamed }) => isNamed).length).toBeLessThanOrEqual(6);
    expect(axis.barOf(long)).toEqual({ from: 0, to: 1, isOpen: false });
    expect(axisOf([], NOW).years.map(({ year }) => year)).toEqual([2026, 2027]);
  });
});

describe('a folder of this site', () => {
  const folder = (text: string) => folderOfSite(text, 'https://site.example/app/index.html?x#y');

  it('is named relative to the page', () => {
    for (const text of [
      'trust/acme/',
      ' trust/acme ',
      './trust/acme',
      'https://site.example/app/trust/acme/',
    ])
      expect(folder(text), text).toBe('trust/acme/');
  });

  it('is nowhere else', () => {
    for (const text of [
      '',
      '.',
      '/',
      '..',
      '../trust/',
      'https://other.example/trust/',
      '//other.example/app/',
      'trust/?a',
      'trust#a',
      'data:,',
      'javascript:0',
    ])
      expect(folder(text), text).toBeNull();
  });
});
