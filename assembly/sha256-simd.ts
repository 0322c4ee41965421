/**
 * SHA-256 with v128 over whole 64-byte blocks (FIPS 180-4 §6.2), of one message or of four side by side. Imports nothing
 * from outside, knows nothing of lengths or padding. Where there is no SIMD, sha256.ts does the same for one message.
 *
 * One message: the schedule is computed four words at a time, sixteen rounds ahead, in registers that the rounds do not
 * need. The rounds find W + K at a fixed address: an address of its own would cost a register, and the eight of the state
 * leave none to spare. In which order a round adds up matters: it decides what V8 has to put aside.
 *
 * Four messages: each v128 has the same word of all four. x86-64 without AVX-512 has no rotation of vectors, so that this is
 * bound by its vector units: 3,300 operations for four blocks at three a cycle. A fifth message in the scalar units besides
 * gains a tenth where a worker has a core for itself, and loses a quarter where it shares one.
 */
import { Ch, H, K, Sigma0, Sigma1 } from './fips180-4';

/** Bytes of room at each of the four inputs: large enough that calls cost nothing, all four fit into the level 2 cache. */
const CAPACITY: u32 = 65536;
const INPUT: usize = memory.data(262144, 16);

/** H(i) of one message, eight u32 in native order. */
const STATE: usize = memory.data(32, 16);

/** H(i) of four messages: word i of lane j at index 4 * i + j. */
const STATES: usize = memory.data(128, 16);

/** W + K of the next sixteen rounds of one message. */
const WK: usize = memory.data(64, 16);

/** W of the last sixteen rounds of four messages. */
const W4: usize = memory.data(256, 16);

/** K, each word four times: as cheap to load as it is once. */
const K4: usize = memory.data(1024, 16);

export function input(): usize {
  return INPUT;
}

export function capacity(): u32 {
  return CAPACITY;
}

export function state(): usize {
  return STATE;
}

export function states(): usize {
  return STATES;
}

/** Sets the initial hash value H(0), FIPS 180-4 §5.3.3. */
export function init(): void {
  for (let i: usize = 0; i < 32; i += 4) store<u32>(STATE + i, load<u32>(H + i));
}

// FIPS 180-4 §4.1.2, equations 4.2 and 4.4 to 4.7, for four words at once. The compiler inlines all of them.
function add(x: v128, y: v128): v128 {
  return i32x4.add(x, y);
}

function rotr4(x: v128, n: i32): v128 {
  return v128.or(i32x4.shr_u(x, n), i32x4.shl(x, 32 - n));
}

function Ch4(x: v128, y: v128, z: v128): v128 {
  return v128.xor(z, v128.and(x, v128.xor(y, z)));
}

function Sigma0x4(x: v128): v128 {
  return v128.xor(v128.xor(rotr4(x, 2), rotr4(x, 13)), rotr4(x, 22));
}

function Sigma1x4(x: v128): v128 {
  return v128.xor(v128.xor(rotr4(x, 6), rotr4(x, 11)), rotr4(x, 25));
}

function sigma0x4(x: v128): v128 {
  return v128.xor(v128.xor(rotr4(x, 7), rotr4(x, 18)), i32x4.shr_u(x, 3));
}

function sigma1x4(x: v128): v128 {
  return v128.xor(v128.xor(rotr4(x, 17), rotr4(x, 19)), i32x4.shr_u(x, 10));
}

/** Four big-endian words (FIPS 180-4 §3.1). A swizzle is one instruction; the same as a shuffle becomes six in V8. */
function M4(address: usize): v128 {
  return i8x16.swizzle(v128.load(address), i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}

/** sigma1 of two words, each of which stands twice: a 64-bit shift then rotates. In words 0 and 2; 1 and 3 are of no use. */
function sigma1x2(x: v128): v128 {
  return v128.xor(v128.xor(i64x2.shr_u(x, 17), i64x2.shr_u(x, 19)), i32x4.shr_u(x, 10));
}

/** W[t..t+3] of one message from the sixteen before: `a` is W[t-16..t-13], `d` is W[t-4..t-1]. */
function schedule(a: v128, b: v128, c: v128, d: v128): v128 {
  const t15 = i8x16.shuffle(a, b, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
  const t7 = i8x16.shuffle(c, d, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
  let w = add(add(a, t7), sigma0x4(t15));
  // W[t] and W[t+1] need W[t-2] and W[t-1]; W[t+2] and W[t+3] need W[t] and W[t+1].
  const d23 = i8x16.shuffle(d, d, 8, 9, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15);
  w = add(w, i8x16.swizzle(sigma1x2(d23), i8x16(0, 1, 2, 3, 8, 9, 10, 11, -1, -1, -1, -1, -1, -1, -1, -1)));
  const w01 = i8x16.shuffle(w, w, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7);
  return add(
    w,
    i8x16.swizzle(sigma1x2(w01), i8x16(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 8, 9, 10, 11)),
  );
}

/** Folds `blocks` 64-byte blocks at `input()` into the state (FIPS 180-4 §6.2.2). At most `capacity() / 64`. */
export function compress(blocks: u32): void {
  let H0 = load<u32>(STATE, 0);
  let H1 = load<u32>(STATE, 4);
  let H2 = load<u32>(STATE, 8);
  let H3 = load<u32>(STATE, 12);
  let H4 = load<u32>(STATE, 16);
  let H5 = load<u32>(STATE, 20);
  let H6 = load<u32>(STATE, 24);
  let H7 = load<u32>(STATE, 28);

  // One round a line. Instead of shifting a to h along (step 3), each line names them one place further on; after eight
  // lines the names are back. T1 is built in h. Maj(a,b,c) = ((a ^ b) & (b ^ c)) ^ b, and this round's a ^ b is the next
  // round's b ^ c, so `ab` and `bc` swap from line to line.
  // prettier-ignore
  for (let block = INPUT, end = INPUT + (<usize>blocks << 6); block < end; block += 64) {
    let w0 = M4(block), w1 = M4(block + 16), w2 = M4(block + 32), w3 = M4(block + 48);
    v128.store(WK, add(w0, v128.load(K)));
    v128.store(WK, add(w1, v128.load(K, 16)), 16);
    v128.store(WK, add(w2, v128.load(K, 32)), 32);
    v128.store(WK, add(w3, v128.load(K, 48)), 48);
    let a = H0, b = H1, c = H2, d = H3, e = H4, f = H5, g = H6, h = H7;
    let ab: u32 = 0, bc = b ^ c;

    for (let k = K + 64; k < K + 256; k += 64) {
      h += load<u32>(WK, 0); h += Ch(e, f, g); h += Sigma1(e); d += h; ab = a ^ b; h += Sigma0(a); h += (ab & bc) ^ b;
      g += load<u32>(WK, 4); g += Ch(d, e, f); g += Sigma1(d); c += g; bc = h ^ a; g += Sigma0(h); g += (bc & ab) ^ a;
      f += load<u32>(WK, 8); f += Ch(c, d, e); f += Sigma1(c); b += f; ab = g ^ h; f += Sigma0(g); f += (ab & bc) ^ h;
      e += load<u32>(WK, 12); e += Ch(b, c, d); e += Sigma1(b); a += e; bc = f ^ g; e += Sigma0(f); e += (bc & ab) ^ g;
      w0 = schedule(w0, w1, w2, w3); v128.store(WK, add(w0, v128.load(k)));
      d += load<u32>(WK, 16); d += Ch(a, b, c); d += Sigma1(a); h += d; ab = e ^ f; d += Sigma0(e); d += (ab & bc) ^ f;
      c += load<u32>(WK, 20); c += Ch(h, a, b); c += Sigma1(h); g += c; bc = d ^ e; c += Sigma0(d); c += (bc & ab) ^ e;
      b += load<u32>(WK, 24); b += Ch(g, h, a); b += Sigma1(g); f += b; ab = c ^ d; b += Sigma0(c); b += (ab & bc) ^ d;
      a += load<u32>(WK, 28); a += Ch(f, g, h); a += Sigma1(f); e += a; bc = b ^ c; a += Sigma0(b); a += (bc & ab) ^ c;
      w1 = schedule(w1, w2, w3, w0); v128.store(WK, add(w1, v128.load(k, 16)), 16);
      h += load<u32>(WK, 32); h += Ch(e, f, g); h += Sigma1(e); d += h; ab = a ^ b; h += Sigma0(a); h += (ab & bc) ^ b;
      g += load<u32>(WK, 36); g += Ch(d, e, f); g += Sigma1(d); c += g; bc = h ^ a; g += Sigma0(h); g += (bc & ab) ^ a;
      f += load<u32>(WK, 40); f += Ch(c, d, e); f += Sigma1(c); b += f; ab = g ^ h; f += Sigma0(g); f += (ab & bc) ^ h;
      e += load<u32>(WK, 44); e += Ch(b, c, d); e += Sigma1(b); a += e; bc = f ^ g; e += Sigma0(f); e += (bc & ab) ^ g;
      w2 = schedule(w2, w3, w0, w1); v128.store(WK, add(w2, v128.load(k, 32)), 32);
      d += load<u32>(WK, 48); d += Ch(a, b, c); d += Sigma1(a); h += d; ab = e ^ f; d += Sigma0(e); d += (ab & bc) ^ f;
      c += load<u32>(WK, 52); c += Ch(h, a, b); c += Sigma1(h); g += c; bc = d ^ e; c += Sigma0(d); c += (bc & ab) ^ e;
      b += load<u32>(WK, 56); b += Ch(g, h, a); b += Sigma1(g); f += b; ab = c ^ d; b += Sigma0(c); b += (ab & bc) ^ d;
      a += load<u32>(WK, 60); a += Ch(f, g, h); a += Sigma1(f); e += a; bc = b ^ c; a += Sigma0(b); a += (bc & ab) ^ c;
      w3 = schedule(w3, w0, w1, w2); v128.store(WK, add(w3, v128.load(k, 48)), 48);
    }

    h += load<u32>(WK, 0); h += Ch(e, f, g); h += Sigma1(e); d += h; ab = a ^ b; h += Sigma0(a); h += (ab & bc) ^ b;
    g += load<u32>(WK, 4); g += Ch(d, e, f); g += Sigma1(d); c += g; bc = h ^ a; g += Sigma0(h); g += (bc & ab) ^ a;
    f += load<u32>(WK, 8); f += Ch(c, d, e); f += Sigma1(c); b += f; ab = g ^ h; f += Sigma0(g); f += (ab & bc) ^ h;
    e += load<u32>(WK, 12); e += Ch(b, c, d); e += Sigma1(b); a += e; bc = f ^ g; e += Sigma0(f); e += (bc & ab) ^ g;
    d += load<u32>(WK, 16); d += Ch(a, b, c); d += Sigma1(a); h += d; ab = e ^ f; d += Sigma0(e); d += (ab & bc) ^ f;
    c += load<u32>(WK, 20); c += Ch(h, a, b); c += Sigma1(h); g += c; bc = d ^ e; c += Sigma0(d); c += (bc & ab) ^ e;
    b += load<u32>(WK, 24); b += Ch(g, h, a); b += Sigma1(g); f += b; ab = c ^ d; b += Sigma0(c); b += (ab & bc) ^ d;
    a += load<u32>(WK, 28); a += Ch(f, g, h); a += Sigma1(f); e += a; bc = b ^ c; a += Sigma0(b); a += (bc & ab) ^ c;
    h += load<u32>(WK, 32); h += Ch(e, f, g); h += Sigma1(e); d += h; ab = a ^ b; h += Sigma0(a); h += (ab & bc) ^ b;
    g += load<u32>(WK, 36); g += Ch(d, e, f); g += Sigma1(d); c += g; bc = h ^ a; g += Sigma0(h); g += (bc & ab) ^ a;
    f += load<u32>(WK, 40); f += Ch(c, d, e); f += Sigma1(c); b += f; ab = g ^ h; f += Sigma0(g); f += (ab & bc) ^ h;
    e += load<u32>(WK, 44); e += Ch(b, c, d); e += Sigma1(b); a += e; bc = f ^ g; e += Sigma0(f); e += (bc & ab) ^ g;
    d += load<u32>(WK, 48); d += Ch(a, b, c); d += Sigma1(a); h += d; ab = e ^ f; d += Sigma0(e); d += (ab & bc) ^ f;
    c += load<u32>(WK, 52); c += Ch(h, a, b); c += Sigma1(h); g += c; bc = d ^ e; c += Sigma0(d); c += (bc & ab) ^ e;
    b += load<u32>(WK, 56); b += Ch(g, h, a); b += Sigma1(g); f += b; ab = c ^ d; b += Sigma0(c); b += (ab & bc) ^ d;
    a += load<u32>(WK, 60); a += Ch(f, g, h); a += Sigma1(f); e += a; bc = b ^ c; a += Sigma0(b); a += (bc & ab) ^ c;

    H0 += a; H1 += b; H2 += c; H3 += d; H4 += e; H5 += f; H6 += g; H7 += h;
  }

  store<u32>(STATE, H0, 0);
  store<u32>(STATE, H1, 4);
  store<u32>(STATE, H2, 8);
  store<u32>(STATE, H3, 12);
  store<u32>(STATE, H4, 16);
  store<u32>(STATE, H5, 20);
  store<u32>(STATE, H6, 24);
  store<u32>(STATE, H7, 28);
}

/** Words t to t+3 of the four blocks at `block`, at W4 + `to`: each four words of a message become one of each. */
function gather(block: usize, to: usize): void {
  const m0 = M4(block),
    m1 = M4(block + CAPACITY),
    m2 = M4(block + 2 * CAPACITY),
    m3 = M4(block + 3 * CAPACITY);
  const low01 = i8x16.shuffle(m0, m1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high01 = i8x16.shuffle(m0, m1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const low23 = i8x16.shuffle(m2, m3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const high23 = i8x16.shuffle(m2, m3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(W4 + to, i8x16.shuffle(low01, low23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(
    W4 + to,
    i8x16.shuffle(low01, low23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31),
    16,
  );
  v128.store(
    W4 + to,
    i8x16.shuffle(high01, high23, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
    32,
  );
  v128.store(
    W4 + to,
    i8x16.shuffle(high01, high23, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31),
    48,
  );
}

/** The next word of four messages, in the place of the one sixteen before (FIPS 180-4 §6.2.2 step 1). */
function next(t: usize, t15: usize, t7: usize, t2: usize): v128 {
  const w = add(
    add(v128.load(W4 + 16 * t), sigma0x4(v128.load(W4 + 16 * t15))),
    add(v128.load(W4 + 16 * t7), sigma1x4(v128.load(W4 + 16 * t2))),
  );
  v128.store(W4 + 16 * t, w);
  return w;
}

/** As `compress`, for four messages: `blocks` of each, lane j at `input() + j * capacity()`, into `states()`. */
export function compress4(blocks: u32): void {
  if (load<u32>(K4) == 0)
    for (let t: usize = 0; t < 64; t++) v128.store(K4 + (t << 4), v128.load32_splat(K + (t << 2)));
  let H0 = v128.load(STATES, 0);
  let H1 = v128.load(STATES, 16);
  let H2 = v128.load(STATES, 32);
  let H3 = v128.load(STATES, 48);
  let H4 = v128.load(STATES, 64);
  let H5 = v128.load(STATES, 80);
  let H6 = v128.load(STATES, 96);
  let H7 = v128.load(STATES, 112);

  // As above.
  // prettier-ignore
  for (let block = INPUT, end = INPUT + (<usize>blocks << 6); block < end; block += 64) {
    let a = H0, b = H1, c = H2, d = H3, e = H4, f = H5, g = H6, h = H7;
    let ab = v128.xor(a, b), bc = v128.xor(b, c);

    gather(block, 0);
    h = add(h, add(v128.load(W4, 0), v128.load(K4, 0))); h = add(h, Ch4(e, f, g)); h = add(h, Sigma1x4(e)); d = add(d, h); ab = v128.xor(a, b); h = add(h, Sigma0x4(a)); h = add(h, v128.xor(v128.and(ab, bc), b));
    g = add(g, add(v128.load(W4, 16), v128.load(K4, 16))); g = add(g, Ch4(d, e, f)); g = add(g, Sigma1x4(d)); c = add(c, g); bc = v128.xor(h, a); g = add(g, Sigma0x4(h)); g = add(g, v128.xor(v128.and(bc, ab), a));
    f = add(f, add(v128.load(W4, 32), v128.load(K4, 32))); f = add(f, Ch4(c, d, e)); f = add(f, Sigma1x4(c)); b = add(b, f); ab = v128.xor(g, h); f = add(f, Sigma0x4(g)); f = add(f, v128.xor(v128.and(ab, bc), h));
    e = add(e, add(v128.load(W4, 48), v128.load(K4, 48))); e = add(e, Ch4(b, c, d)); e = add(e, Sigma1x4(b)); a = add(a, e); bc = v128.xor(f, g); e = add(e, Sigma0x4(f)); e = add(e, v128.xor(v128.and(bc, ab), g));
    gather(block + 16, 64);
    d = add(d, add(v128.load(W4, 64), v128.load(K4, 64))); d = add(d, Ch4(a, b, c)); d = add(d, Sigma1x4(a)); h = add(h, d); ab = v128.xor(e, f); d = add(d, Sigma0x4(e)); d = add(d, v128.xor(v128.and(ab, bc), f));
    c = add(c, add(v128.load(W4, 80), v128.load(K4, 80))); c = add(c, Ch4(h, a, b)); c = add(c, Sigma1x4(h)); g = add(g, c); bc = v128.xor(d, e); c = add(c, Sigma0x4(d)); c = add(c, v128.xor(v128.and(bc, ab), e));
    b = add(b, add(v128.load(W4, 96), v128.load(K4, 96))); b = add(b, Ch4(g, h, a)); b = add(b, Sigma1x4(g)); f = add(f, b); ab = v128.xor(c, d); b = add(b, Sigma0x4(c)); b = add(b, v128.xor(v128.and(ab, bc), d));
    a = add(a, add(v128.load(W4, 112), v128.load(K4, 112))); a = add(a, Ch4(f, g, h)); a = add(a, Sigma1x4(f)); e = add(e, a); bc = v128.xor(b, c); a = add(a, Sigma0x4(b)); a = add(a, v128.xor(v128.and(bc, ab), c));
    gather(block + 32, 128);
    h = add(h, add(v128.load(W4, 128), v128.load(K4, 128))); h = add(h, Ch4(e, f, g)); h = add(h, Sigma1x4(e)); d = add(d, h); ab = v128.xor(a, b); h = add(h, Sigma0x4(a)); h = add(h, v128.xor(v128.and(ab, bc), b));
    g = add(g, add(v128.load(W4, 144), v128.load(K4, 144))); g = add(g, Ch4(d, e, f)); g = add(g, Sigma1x4(d)); c = add(c, g); bc = v128.xor(h, a); g = add(g, Sigma0x4(h)); g = add(g, v128.xor(v128.and(bc, ab), a));
    f = add(f, add(v128.load(W4, 160), v128.load(K4, 160))); f = add(f, Ch4(c, d, e)); f = add(f, Sigma1x4(c)); b = add(b, f); ab = v128.xor(g, h); f = add(f, Sigma0x4(g)); f = add(f, v128.xor(v128.and(ab, bc), h));
    e = add(e, add(v128.load(W4, 176), v128.load(K4, 176))); e = add(e, Ch4(b, c, d)); e = add(e, Sigma1x4(b)); a = add(a, e); bc = v128.xor(f, g); e = add(e, Sigma0x4(f)); e = add(e, v128.xor(v128.and(bc, ab), g));
    gather(block + 48, 192);
    d = add(d, add(v128.load(W4, 192), v128.load(K4, 192))); d = add(d, Ch4(a, b, c)); d = add(d, Sigma1x4(a)); h = add(h, d); ab = v128.xor(e, f); d = add(d, Sigma0x4(e)); d = add(d, v128.xor(v128.and(ab, bc), f));
    c = add(c, add(v128.load(W4, 208), v128.load(K4, 208))); c = add(c, Ch4(h, a, b)); c = add(c, Sigma1x4(h)); g = add(g, c); bc = v128.xor(d, e); c = add(c, Sigma0x4(d)); c = add(c, v128.xor(v128.and(bc, ab), e));
    b = add(b, add(v128.load(W4, 224), v128.load(K4, 224))); b = add(b, Ch4(g, h, a)); b = add(b, Sigma1x4(g)); f = add(f, b); ab = v128.xor(c, d); b = add(b, Sigma0x4(c)); b = add(b, v128.xor(v128.and(ab, bc), d));
    a = add(a, add(v128.load(W4, 240), v128.load(K4, 240))); a = add(a, Ch4(f, g, h)); a = add(a, Sigma1x4(f)); e = add(e, a); bc = v128.xor(b, c); a = add(a, Sigma0x4(b)); a = add(a, v128.xor(v128.and(bc, ab), c));

    for (let k = K4 + 256; k < K4 + 1024; k += 256) {
      h = add(h, add(next(0, 1, 9, 14), v128.load(k, 0))); h = add(h, Ch4(e, f, g)); h = add(h, Sigma1x4(e)); d = add(d, h); ab = v128.xor(a, b); h = add(h, Sigma0x4(a)); h = add(h, v128.xor(v128.and(ab, bc), b));
      g = add(g, add(next(1, 2, 10, 15), v128.load(k, 16))); g = add(g, Ch4(d, e, f)); g = add(g, Sigma1x4(d)); c = add(c, g); bc = v128.xor(h, a); g = add(g, Sigma0x4(h)); g = add(g, v128.xor(v128.and(bc, ab), a));
      f = add(f, add(next(2, 3, 11, 0), v128.load(k, 32))); f = add(f, Ch4(c, d, e)); f = add(f, Sigma1x4(c)); b = add(b, f); ab = v128.xor(g, h); f = add(f, Sigma0x4(g)); f = add(f, v128.xor(v128.and(ab, bc), h));
      e = add(e, add(next(3, 4, 12, 1), v128.load(k, 48))); e = add(e, Ch4(b, c, d)); e = add(e, Sigma1x4(b)); a = add(a, e); bc = v128.xor(f, g); e = add(e, Sigma0x4(f)); e = add(e, v128.xor(v128.and(bc, ab), g));
      d = add(d, add(next(4, 5, 13, 2), v128.load(k, 64))); d = add(d, Ch4(a, b, c)); d = add(d, Sigma1x4(a)); h = add(h, d); ab = v128.xor(e, f); d = add(d, Sigma0x4(e)); d = add(d, v128.xor(v128.and(ab, bc), f));
      c = add(c, add(next(5, 6, 14, 3), v128.load(k, 80))); c = add(c, Ch4(h, a, b)); c = add(c, Sigma1x4(h)); g = add(g, c); bc = v128.xor(d, e); c = add(c, Sigma0x4(d)); c = add(c, v128.xor(v128.and(bc, ab), e));
      b = add(b, add(next(6, 7, 15, 4), v128.load(k, 96))); b = add(b, Ch4(g, h, a)); b = add(b, Sigma1x4(g)); f = add(f, b); ab = v128.xor(c, d); b = add(b, Sigma0x4(c)); b = add(b, v128.xor(v128.and(ab, bc), d));
      a = add(a, add(next(7, 8, 0, 5), v128.load(k, 112))); a = add(a, Ch4(f, g, h)); a = add(a, Sigma1x4(f)); e = add(e, a); bc = v128.xor(b, c); a = add(a, Sigma0x4(b)); a = add(a, v128.xor(v128.and(bc, ab), c));
      h = add(h, add(next(8, 9, 1, 6), v128.load(k, 128))); h = add(h, Ch4(e, f, g)); h = add(h, Sigma1x4(e)); d = add(d, h); ab = v128.xor(a, b); h = add(h, Sigma0x4(a)); h = add(h, v128.xor(v128.and(ab, bc), b));
      g = add(g, add(next(9, 10, 2, 7), v128.load(k, 144))); g = add(g, Ch4(d, e, f)); g = add(g, Sigma1x4(d)); c = add(c, g); bc = v128.xor(h, a); g = add(g, Sigma0x4(h)); g = add(g, v128.xor(v128.and(bc, ab), a));
      f = add(f, add(next(10, 11, 3, 8), v128.load(k, 160))); f = add(f, Ch4(c, d, e)); f = add(f, Sigma1x4(c)); b = add(b, f); ab = v128.xor(g, h); f = add(f, Sigma0x4(g)); f = add(f, v128.xor(v128.and(ab, bc), h));
      e = add(e, add(next(11, 12, 4, 9), v128.load(k, 176))); e = add(e, Ch4(b, c, d)); e = add(e, Sigma1x4(b)); a = add(a, e); bc = v128.xor(f, g); e = add(e, Sigma0x4(f)); e = add(e, v128.xor(v128.and(bc, ab), g));
      d = add(d, add(next(12, 13, 5, 10), v128.load(k, 192))); d = add(d, Ch4(a, b, c)); d = add(d, Sigma1x4(a)); h = add(h, d); ab = v128.xor(e, f); d = add(d, Sigma0x4(e)); d = add(d, v128.xor(v128.and(ab, bc), f));
      c = add(c, add(next(13, 14, 6, 11), v128.load(k, 208))); c = add(c, Ch4(h, a, b)); c = add(c, Sigma1x4(h)); g = add(g, c); bc = v128.xor(d, e); c = add(c, Sigma0x4(d)); c = add(c, v128.xor(v128.and(bc, ab), e));
      b = add(b, add(next(14, 15, 7, 12), v128.load(k, 224))); b = add(b, Ch4(g, h, a)); b = add(b, Sigma1x4(g)); f = add(f, b); ab = v128.xor(c, d); b = add(b, Sigma0x4(c)); b = add(b, v128.xor(v128.and(ab, bc), d));
      a = add(a, add(next(15, 0, 8, 13), v128.load(k, 240))); a = add(a, Ch4(f, g, h)); a = add(a, Sigma1x4(f)); e = add(e, a); bc = v128.xor(b, c); a = add(a, Sigma0x4(b)); a = add(a, v128.xor(v128.and(bc, ab), c));
    }

    H0 = add(H0, a); H1 = add(H1, b); H2 = add(H2, c); H3 = add(H3, d); H4 = add(H4, e); H5 = add(H5, f); H6 = add(H6, g); H7 = add(H7, h);
  }

  v128.store(STATES, H0, 0);
  v128.store(STATES, H1, 16);
  v128.store(STATES, H2, 32);
  v128.store(STATES, H3, 48);
  v128.store(STATES, H4, 64);
  v128.store(STATES, H5, 80);
  v128.store(STATES, H6, 96);
  v128.store(STATES, H7, 112);
}
