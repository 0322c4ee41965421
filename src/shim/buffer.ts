/**
 * The few Buffer methods that @sigstore/* calls, on Uint8Array. Semantics are Node's, with one difference: base64 and
 * hex that are not well formed throw instead of being cut short, so that two readers cannot see different bytes.
 */
type Encoding = 'utf8' | 'utf-8' | 'hex' | 'base64' | 'ascii';

const HEX = /^(?:[0-9a-fA-F]{2})*$/;

function decode(text: string, encoding: string): Uint8Array {
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'hex': {
      if (!HEX.test(text)) throw new TypeError('malformed hex');
      return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
        parseInt(text.slice(2 * i, 2 * i + 2), 16),
      );
    }
    case 'base64': {
      // Protobuf's JSON mapping allows the URL-safe alphabet.
      const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
      const bytes = new Uint8Array(binary.length);
      for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
      return bytes;
    }
    default:
      throw new TypeError(`unsupported encoding ${encoding}`);
  }
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
    const whole = new Buffer(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  override toString(encoding: Encoding = 'utf8'): string {
    switch (encoding) {
      case 'utf8':
      case 'utf-8':
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this);
      case 'hex':
        return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
      case 'ascii':
        return this.characters((byte) => byte & 0x7f);
      case 'base64':
        return btoa(this.characters((byte) => byte));
    }
  }

  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, i) => byte === other[i]);
  }

  copy(target: Uint8Array): number {
    target.set(this);
    return this.length;
  }

  readBigInt64BE(offset = 0): bigint {
    return new DataView(this.buffer, this.byteOffset, this.byteLength).getBigInt64(offset);
  }

  // Piece by piece: one call with a million arguments overflows the stack.
  private characters(of: (byte: number) => number): string {
    let text = '';
    for (let at = 0; at < this.length; at += 8192) {
      text += String.fromCharCode(...Array.from(this.subarray(at, at + 8192), of));
    }
    return text;
  }
}
