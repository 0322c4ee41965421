import { toHex } from '../bytes.js';
import { context, fail, oid, only, Reader, TAG, type Value } from './der.js';
import type { DistinguishedName, GeneralName } from './facade.js';

/** RFC 4514 §3, with the names that people know. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.25': 'DC',
};

/** Types of string by tag (X.680 §8.4), and how their bytes become text. Others are told apart by their DER alone. */
const TEXT: Readonly<Record<number, 'utf-8' | 'utf-16be' | 'latin1'>> = {
  [TAG.utf8String]: 'utf-8',
  0x12: 'utf-8', // NumericString
  0x13: 'utf-8', // PrintableString
  0x16: 'utf-8', // IA5String
  0x1a: 'utf-8', // VisibleString
  0x14: 'latin1', // TeletexString, as everybody reads it
  0x1e: 'utf-16be', // BMPString
};

/** Far above any name. */
const MAX_PARTS = 50;
const MAX_ATTRIBUTES = 10;

/** A Name (RFC 5280 §4.1.2.4). */
export function readName({ content }: Value): DistinguishedName {
  return new Reader(content).all(TAG.set, MAX_PARTS).map((rdn) => {
    const attributes = new Reader(rdn.content).all(TAG.sequence, MAX_ATTRIBUTES);
    if (attributes.length === 0) fail('an empty name part');
    return attributes.map((attribute) => {
      const reader = new Reader(attribute.content);
      const type = oid(reader.next(TAG.oid));
      const value = reader.any();
      reader.end();
      return { oid: type, tag: value.tag, text: textOf(value), der: value.der };
    });
  });
}

function textOf({ tag, content }: Value): string | null {
  const encoding = TEXT[tag];
  if (encoding === undefined) return null;
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    // Not of that encoding, whatever its tag says.
    return null;
  }
}

/** Those whose bytes are their text: any other is written in hex, so that two names never have one text. */
const PLAIN: readonly number[] = [TAG.utf8String, 0x13, 0x16];

/** RFC 4514 §2: the last RDN first. Since names are compared as this text, it is one to one (§2.4). */
export function nameText(name: DistinguishedName): string {
  const parts = name.map((rdn) =>
    rdn
      .map(({ oid: type, tag, text, der }) => {
        const value = text !== null && PLAIN.includes(tag) ? escape(text) : `#${toHex(der)}`;
        return `${ATTRIBUTES[type] ?? type}=${value}`;
      })
      .join('+'),
  );
  return parts.reverse().join(', ');
}

/** RFC 4514 §2.4, so that a comma in a name cannot pass for a second part. */
function escape(text: string): string {
  return text.replace(/[\\",+<>;=]/g, '\\$&').replace(/^[ #]/, '\\$&');
}

const TYPES: Readonly<Record<number, GeneralName['type']>> = {
  [context(0, true)]: 'other-name',
  [context(1)]: 'email',
  [context(2)]: 'dns',
  [context(3, true)]: 'x400',
  [context(4, true)]: 'directory',
  [context(5, true)]: 'edi-party',
  [context(6)]: 'uri',
  [context(7)]: 'ip',
  [context(8)]: 'registered-id',
};

/** RFC 5280 §4.2.1.6. */
export function readGeneralName(value: Value): GeneralName {
  const type = TYPES[value.tag] ?? fail('a general name');
  const name = { type, bytes: Uint8Array.from(value.content), oid: null, directory: null };
  if (type === 'directory') return { ...name, directory: readName(only(value.content, TAG.sequence)) };
  if (type !== 'other-name') return name;
  const reader = new Reader(value.content);
  const id = oid(reader.next(TAG.oid));
  const wrapped = reader.next(context(0, true));
  reader.end();
  const inner = new Reader(wrapped.content);
  const text = inner.any();
  inner.end();
  return { ...name, bytes: Uint8Array.from(text.content), oid: id };
}
