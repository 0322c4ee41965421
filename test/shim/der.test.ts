import { describe, expect, it } from 'vitest';
import {
  bitString,
  boolean,
  integerBytes,
  octetsOf,
  oid,
  only,
  Reader,
  TAG,
  time,
  unsigned,
  type Value,
} from '../../src/shim/der.js';
import * as forged from '../forge/der.js';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'));
const any = (text: string): Value => new Reader(hex(text)).any();
const text = (tag: number, content: string) => forged.tlv(tag, Buffer.from(content));

describe('DER', () => {
  it('reads values one after the other, and knows the end', () => {
    const reader = new Reader(hex('02 01 05 04 00 30 03 02 01 07'));
    expect(unsigned(reader.next(TAG.integer), 1)).toBe(5n);
    expect(reader.optional(TAG.integer)).toBeNull();
    expect(reader.optional(TAG.octetString)?.content).toHaveLength(0);
    expect(reader.done).toBe(false);
    const inner = reader.next(TAG.sequence);
    expect([...inner.der]).toEqual([...hex('30 03 02 01 07')]);
    expect(unsigned(only(inner.content, TAG.integer), 1)).toBe(7n);
    reader.end();
    expect(() => reader.any()).toThrow('the end');
  });

  it.each([
    '',
    '02',
    '02 02 05',
    '02 80 05 00 00',
    '02 81 01 05',
    '02 82 00 80',
    '1f 01 00',
    '02 ff 00',
    '02 85 00 00 00 00 01 05',
  ])('refuses the length or tag of %j', (bytes) => {
    expect(() => any(bytes)).toThrow('not DER');
  });

  it('reads long lengths in their shortest form', () => {
    for (const size of [127, 128, 255, 256, 65_535, 65_536]) {
      const value = forged.tlv(0x04, new Uint8Array(size));
      expect(only(value, TAG.octetString).content).toHaveLength(size);
      expect(() => only(Buffer.concat([value, Buffer.of(0)]), TAG.octetString)).toThrow('behind');
      expect(() => only(value.subarray(0, -1), TAG.octetString)).toThrow('beyond');
    }
    // 127 octets in the long form, and 128 with a leading zero.
    expect(() => any(`04 81 7f ${'00'.repeat(127)}`)).toThrow('too long');
    expect(() => any(`04 82 00 80 ${'00'.repeat(128)}`)).toThrow('too long');
  });

  it('reads all of a kind, up to a number', () => {
    expect(new Reader(hex('05 00 05 00')).all(TAG.null, 2)).toHaveLength(2);
    expect(() => new Reader(hex('05 00 05 00')).all(TAG.null, 1)).toThrow('too many');
    expect(() => new Reader(hex('05 00 02 01 00')).all(TAG.null, 5)).toThrow('another tag');
  });

  it.each([
    ['02 01 00', 0n],
    ['02 01 7f', 127n],
    ['02 02 00 80', 128n],
    ['02 03 01 00 01', 65537n],
  ])('%s is %s', (bytes, value) => {
    expect(unsigned(any(bytes), 4)).toBe(value);
  });

  it.each(['02 00', '02 01 80', '02 02 00 7f', '02 02 ff 80', '02 06 01 00 00 00 00 00'])(
    '%s is no number here',
    (bytes) => {
      expect(() => unsigned(any(bytes), 4)).toThrow('not DER');
    },
  );

  it('keeps a negative serial number as it is', () => {
    expect([...integerBytes(any('02 01 80'))]).toEqual([0x80]);
  });

  it.each([
    ['01 01 ff', true],
    ['01 01 00', false],
    ['01 01 01', null],
    ['01 00', null],
    ['01 02 ff ff', null],
  ])('%s: %s', (bytes, value) => {
    if (value === null) expect(() => boolean(any(bytes))).toThrow('boolean');
    else expect(boolean(any(bytes))).toBe(value);
  });

  it.each([
    '1.2.840.113549.1.1.10',
    '2.5.29.19',
    '0.9.2342.19200300.100.1.25',
    '1.3.101.112',
    '2.999.3',
    '0.0',
    '1.39.1',
  ])('reads the object identifier %s', (dotted) => {
    expect(oid(only(forged.oid(dotted), TAG.oid))).toBe(dotted);
  });

  it.each([
    '06 00',
    '06 02 2a 86',
    '06 03 2a 80 01',
    `06 41 ${'2a'.repeat(65)}`,
    `06 0a 2a ${'ff'.repeat(8)} 7f`,
  ])('refuses the object identifier %s', (bytes) => {
    expect(() => oid(any(bytes))).toThrow('not DER');
  });

  it('reads bit strings, of which the unused bits are zero', () => {
    expect(bitString(any('03 02 05 a0'))).toEqual({ unused: 5, bytes: hex('a0') });
    expect(bitString(any('03 01 00'))).toEqual({ unused: 0, bytes: hex('') });
    expect([...octetsOf(any('03 03 00 01 02'))]).toEqual([1, 2]);
    for (const bad of ['03 00', '03 02 05 a1', '03 02 08 00', '03 01 01'])
      expect(() => bitString(any(bad))).toThrow('not DER');
    expect(() => octetsOf(any('03 02 01 02'))).toThrow('octet');
  });

  it.each([
    ['260228235959Z', '2026-02-28T23:59:59.000Z'],
    ['240229000000Z', '2024-02-29T00:00:00.000Z'],
    ['491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['500101000000Z', '1950-01-01T00:00:00.000Z'],
  ])('UTCTime %s', (value, iso) => {
    expect(time(only(text(TAG.utcTime, value), TAG.utcTime)).toISOString()).toBe(iso);
  });

  it.each([
    ['20500101000000Z', '2050-01-01T00:00:00.000Z'],
    ['00010101000000Z', '0001-01-01T00:00:00.000Z'],
    ['99991231235959Z', '9999-12-31T23:59:59.000Z'],
  ])('GeneralizedTime %s', (value, iso) => {
    expect(time(only(text(TAG.generalizedTime, value), TAG.generalizedTime)).toISOString()).toBe(iso);
  });

  it.each([
    '260230000000Z',
    '261301000000Z',
    '260001000000Z',
    '260100000000Z',
    '260101240000Z',
    '260101006000Z',
    '260101000060Z',
    '2601010000Z',
    '260101000000',
    '260101000000+0100',
    '20260101000000Z',
    '',
  ])('there is no UTCTime %j', (value) => {
    expect(() => time(only(text(TAG.utcTime, value), TAG.utcTime))).toThrow('not DER');
  });

  it('takes no other type for a time, nor digits with their high bit set', () => {
    expect(() => time(any('04 0d 32 36 30 31 30 31 30 30 30 30 30 30 5a'))).toThrow('a time');
    expect(() => time(any('17 0d b2 36 30 31 30 31 30 30 30 30 30 30 5a'))).toThrow('a time');
  });
});
