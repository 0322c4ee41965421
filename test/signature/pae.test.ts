import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preAuthEncoding, preAuthEncodingV02 } from '../../src/signature/pae.js';
import { preAuthEncoding as forged, preAuthEncodingV02 as forgedV02 } from '../forge/index.js';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('what a DSSE signature covers', () => {
  it('is the protocol’s own example', () => {
    // DSSE protocol.md, "Test Vectors".
    const payload = new TextEncoder().encode('hello world');
    expect(text(preAuthEncoding('http://example.com/HelloWorld', payload))).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('counts bytes, not characters', () => {
    expect(text(preAuthEncoding('ü', new TextEncoder().encode('€')))).toBe('DSSEv1 2 ü 3 €');
  });

  it('in v0.2.0 is what CPython prints', () => {
    // python3 -c "print(repr(b'a\x27b\n\x00\xff\\\\'))" prints b"a'b\n\x00\xff\\\\"
    const payload = Uint8Array.of(0x61, 0x27, 0x62, 0x0a, 0x00, 0xff, 0x5c);
    expect(text(preAuthEncodingV02('t', payload))).toBe(String.raw`DSSEV1 1 t 7 b"a'b\n\x00\xff\\"`);
    const both = new TextEncoder().encode(`'"`);
    expect(text(preAuthEncodingV02('t', both))).toBe(String.raw`DSSEV1 1 t 2 b'\'"'`);
  });

  it('agrees with the forge, which was written apart from it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (payload) => {
        expect(Buffer.from(preAuthEncoding('x/y', payload)).equals(forged(payload, 'x/y'))).toBe(true);
        expect(Buffer.from(preAuthEncodingV02('x/y', payload)).equals(forgedV02(payload, 'x/y'))).toBe(true);
      }),
    );
  });
});
