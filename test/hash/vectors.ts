/** Published digests. `message` is text, or so many times one byte, or the counting bytes of the BLAKE3 test vectors. */
export interface Vector {
  readonly name: string;
  readonly message: Uint8Array;
  readonly digest: string;
}

const text = (message: string): Uint8Array => new TextEncoder().encode(message);
const bytes = (...message: number[]): Uint8Array => Uint8Array.from(message);
const times = (count: number, byte: number): Uint8Array => new Uint8Array(count).fill(byte);

/**
 * NIST, Cryptographic Standards and Guidelines, Example Values: SHA256.pdf and SHA2_Additional.pdf. The additional ones
 * of 512 MiB and more are in test/slow.
 */
export const SHA256: readonly Vector[] = [
  {
    name: 'nothing',
    message: bytes(),
    digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
  {
    name: 'one block',
    message: text('abc'),
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    name: 'two blocks',
    message: text('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    digest: '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  },
  {
    name: '#1, one byte 0xbd',
    message: bytes(0xbd),
    digest: '68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b',
  },
  {
    name: '#2, four bytes',
    message: bytes(0xc9, 0x8c, 0x8e, 0x55),
    digest: '7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504',
  },
  {
    name: '#3, 55 zeros',
    message: times(55, 0),
    digest: '02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7',
  },
  {
    name: '#4, 56 zeros',
    message: times(56, 0),
    digest: 'd4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb',
  },
  {
    name: '#5, 57 zeros',
    message: times(57, 0),
    digest: '65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785',
  },
  {
    name: '#6, 64 zeros',
    message: times(64, 0),
    digest: 'f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b',
  },
  {
    name: '#7, 1000 zeros',
    message: times(1000, 0),
    digest: '541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53',
  },
  {
    name: '#8, 1000 times 0x41',
    message: times(1000, 0x41),
    digest: 'c2e686823489ced2017f6059b8b239318b6364f6dcd835d0a519105a1eadd6e4',
  },
  {
    name: '#9, 1005 times 0x55',
    message: times(1005, 0x55),
    digest: 'f4d62ddec0f3dd90ea1380fa16a5ff8dc4c54b21740650f24afc4120903552b0',
  },
  {
    name: '#10, 1,000,000 zeros',
    message: times(1_000_000, 0),
    digest: 'd29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025',
  },
];

/** "abc": RFC 7693 appendix A. The empty message: BLAKE2 test vectors (blake2-kat.json, unkeyed). */
export const BLAKE2B: readonly Vector[] = [
  {
    name: 'nothing',
    message: bytes(),
    digest:
      '786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419' +
      'd25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce',
  },
  {
    name: 'abc',
    message: text('abc'),
    digest:
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1' +
      '7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
  },
];

/** The first 32 bytes of `hash` in the BLAKE3 team's test_vectors.json: byte i of each message is i modulo 251. */
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

export const BLAKE3: readonly Vector[] = [
  {
    name: 'nothing',
    message: counting(0),
    digest: 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
  },
  {
    name: '1 byte',
    message: counting(1),
    digest: '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213',
  },
  {
    name: '1024 bytes, one chunk',
    message: counting(1024),
    digest: '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7',
  },
  {
    name: '1025 bytes, two chunks',
    message: counting(1025),
    digest: 'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444',
  },
  {
    name: '102,400 bytes',
    message: counting(102_400),
    digest: 'bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085',
  },
];

/** NIST, Cryptographic Standards and Guidelines, Example Values: SHA384.pdf and SHA512.pdf. */
export const SHA384: readonly Vector[] = [
  {
    name: 'one block',
    message: text('abc'),
    digest:
      'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  },
];

export const SHA512: readonly Vector[] = [
  {
    name: 'one block',
    message: text('abc'),
    digest:
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  },
];
