import { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex, toUtf8 } from '../bytes.js';

/**
 * The few Buffer methods that @sigstore/* calls, on Uint8Array. Semantics are Node's, with one difference: base64 and
 * hex that are not well formed throw instead of being cut short, so that two readers cannot see different bytes.
 */
type Encoding = 'utf8' | 'utf-8' | 'hex' | 'base64' | 'ascii';

function decode(text: string, encoding: string): Uint8Array {
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return toUtf8(text);
    case 'hex':
      return text === '' ? new Uint8Array() : (fromHex(text.toLowerCase()) ?? malformed());
    case 'base64':
      return fromBase64(text) ?? malformed();
    default:
      return malformed();
  }
}

function malformed(): never {
  throw new TypeError('malformed text');
}

export class Buffer extends Uint8Array {
  static override from(source: string | ArrayLike<number> | Iterable<number>, encoding?: unknown): Buffer {
    const bytes =
      typeof source === 'string'
        ? decode(source, typeof encoding === 'string' ? encoding : 'utf8')
        : source instanceof Uint8Array
          ? source
          : Uint8Array.from(Array.from(source));
    const buffer = new Buffer(bytes.length);
    buffer.set(bytes);
    return buffer;
  }

  static alloc(size: number): Buffer {
    return new Buffer(size);
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    return Buffer.from(concatBytes(parts));
  }

  override toString(encoding: Encoding = 'utf8'): string {
    switch (encoding) {
      case 'utf8':
      case 'utf-8':
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this);
      case 'hex':
        return toHex(this);
      case 'ascii':
        return Array.from(this, (byte) => String.fromCharCode(byte & 0x7f)).join('');
      case 'base64':
        return toBase64(this);
    }
  }

  equals(other: Uint8Array): boolean {
    return equalBytes(this, other);
  }

  copy(target: Uint8Array): number {
    target.set(this);
    return this.length;
  }

  readBigInt64BE(offset = 0): bigint {
    return new DataView(this.buffer, this.byteOffset, this.byteLength).getBigInt64(offset);
  }
}
