import fc from 'fast-check';

/** A change to bytes; places are fractions, so that it fits any length and shrinks towards the beginning. */
export type ByteEdit =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'remove'; readonly at: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly count: number }
  | { readonly kind: 'cut'; readonly at: number };

const place = fc.double({ min: 0, max: 0.999999, noNaN: true });
/** Lengths and tags of DER, digits, quotation marks: what readers steer by. */
const telling = fc.constantFrom(
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  0x0c,
  0x17,
  0x18,
  0x22,
  0x30,
  0x31,
  0x5c,
  0x7f,
  0x80,
  0x81,
  0xa0,
  0xa3,
  0xff,
);

export const byteEdits: fc.Arbitrary<ByteEdit> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('set' as const), at: place, byte: fc.oneof(telling, fc.nat(255)) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), at: place, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
);

export function editBytes(bytes: Uint8Array, edit: ByteEdit): Buffer<ArrayBuffer> {
  const at = Math.floor(edit.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (edit.kind) {
    case 'flip':
      return Buffer.concat([
        before,
        after.subarray(0, 1).map((byte) => byte ^ (1 << edit.bit)),
        after.subarray(1),
      ]);
    case 'set':
      return Buffer.concat([before, Buffer.of(edit.byte), after.subarray(1)]);
    case 'insert':
      return Buffer.concat([before, edit.bytes, after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(edit.count)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, edit.count), after]);
    case 'cut':
      return Buffer.from(before);
  }
}
