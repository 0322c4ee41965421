import { describe, expect, it } from 'vitest';
import { twinKind, twinNotes, twinsAmong } from '../../src/manifest/twins.js';

const NFC = 'caf\u00e9.bin';
const NFD = 'cafe\u0301.bin';

describe('names that are taken for one another', () => {
  it.each([
    ['a', 'a', null],
    ['a', 'b', null],
    [NFC, NFD, 'form'],
    ['Readme', 'README', 'case'],
    [NFC.toUpperCase(), NFD, 'case'],
    ['model.bin', 'm\u043edel.bin', 'look-alike'],
    ['model.bin', 'model\u200b.bin', 'look-alike'],
  ])('%j and %j: %s', (a, b, kind) => {
    expect(twinKind(a, b)).toBe(kind);
    expect(twinKind(b, a)).toBe(kind);
  });

  it('finds the missing name for an unsigned file', () => {
    const twins = twinsAmong([NFD, 'other', 'same'], [NFC, 'same', 'else']);
    expect([...twins]).toEqual([[NFD, { other: NFC, twin: 'form' }]]);
    expect(twinsAmong(['a'], []).size).toBe(0);
    expect(twinsAmong([], ['a']).size).toBe(0);
  });

  it('looks neither at very many names nor at very long ones', () => {
    const many = Array.from({ length: 1001 }, (_, i) => `n${String(i)}`);
    expect(twinsAmong(['N0'], many.slice(1)).size).toBe(0);
    expect(twinsAmong(['N0'], many.slice(0, 1000)).size).toBe(1);
    expect(twinsAmong(['N0'], many).size).toBe(0);
    expect(twinsAmong(many, ['N0']).size).toBe(0);
    expect(twinsAmong(['a'.repeat(500)], ['A'.repeat(500)]).size).toBe(1);
    expect(twinsAmong(['a'.repeat(501)], ['A'.repeat(501)]).size).toBe(0);
  });

  it('notes signed names that a disk may fold into one, but no mere look-alikes', () => {
    expect(twinNotes([NFC, 'a', NFD, 'A', 'b', 'model', 'm\u043edel'])).toEqual([
      { code: 'name-twins', names: [NFC, NFD], twin: 'form' },
      { code: 'name-twins', names: ['a', 'A'], twin: 'case' },
    ]);
    expect(twinNotes(['a', 'b'])).toEqual([]);
  });

  it('passes over heaps of marks, and over names that nobody reads', () => {
    const heap = (count: number) => 'e' + '\u0301\u0316'.repeat(count);
    expect(twinNotes([heap(4), heap(4).normalize('NFC')])).toHaveLength(1);
    expect(twinNotes([heap(5), heap(5).normalize('NFC')])).toEqual([]);
    expect(twinsAmong([heap(5)], [heap(5).normalize('NFC')]).size).toBe(0);
    expect(twinNotes(['a'.repeat(500), 'A'.repeat(500)])).toHaveLength(1);
    expect(twinNotes(['a'.repeat(501), 'A'.repeat(501)])).toEqual([]);
  });

  it('stops after twenty', () => {
    const names = Array.from({ length: 30 }, (_, i) => [`n${String(i)}`, `N${String(i)}`]).flat();
    expect(twinNotes(names)).toHaveLength(20);
  });
});
