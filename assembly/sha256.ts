/**
 * SHA-256 over whole 64-byte blocks (FIPS 180-4 §6.2). Imports nothing, knows nothing of lengths or padding: that is
 * src/hash/sha256.ts. The caller writes blocks at `input()`, calls `compress`, and reads eight u32 at `state()`.
 *
 * The state rests in memory and the working set is in locals. Rounds are unrolled by sixteen because then W[t] is the
 * same local in every pass: 1.3x over hash-wasm (bench/sha256.bench.mjs, Chromium, x86-64), where a loop over W in
 * memory had 0.87x. Unrolling all 64 was no faster and is twice the size.
 */
import { Ch, H, K, Sigma0, Sigma1 } from './fips180-4';

/** Bytes of room at `input()`: large enough that calls cost nothing, small enough to stay in the level 2 cache. */
const CAPACITY: u32 = 65536;
const INPUT: usize = memory.data(65536, 16);

/** H(i), eight u32 in native order (FIPS 180-4 §6.2.1 step 1 is `init`). */
const STATE: usize = memory.data(32, 16);

export function input(): usize {
  return INPUT;
}

export function capacity(): u32 {
  return CAPACITY;
}

export function state(): usize {
  return STATE;
}

/** Sets the initial hash value H(0), FIPS 180-4 §5.3.3. */
export function init(): void {
  for (let i: usize = 0; i < 32; i += 4) store<u32>(STATE + i, load<u32>(H + i));
}

// FIPS 180-4 §4.1.2, equations 4.6 and 4.7. The compiler inlines them.
function sigma0(x: u32): u32 {
  return rotr(x, 7) ^ rotr(x, 18) ^ (x >> 3);
}

function sigma1(x: u32): u32 {
  return rotr(x, 17) ^ rotr(x, 19) ^ (x >> 10);
}

/** The big-endian word `t` of the block at `block` (FIPS 180-4 §3.1). */
function M(block: usize, t: usize): u32 {
  return bswap(load<u32>(block + (t << 2)));
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
  // round's b ^ c, so `ab` and `bc` swap from line to line. W of the next sixteen rounds replaces W of the last (step 1).
  // prettier-ignore
  for (let block = INPUT, end = INPUT + (<usize>blocks << 6); block < end; block += 64) {
    let a = H0, b = H1, c = H2, d = H3, e = H4, f = H5, g = H6, h = H7;
    let ab: u32 = 0, bc = b ^ c;

    let w0 = M(block, 0); h = load<u32>(K, 0) + w0 + h + Ch(e, f, g) + Sigma1(e); d += h; ab = a ^ b; h += ((ab & bc) ^ b) + Sigma0(a);
    let w1 = M(block, 1); g = load<u32>(K, 4) + w1 + g + Ch(d, e, f) + Sigma1(d); c += g; bc = h ^ a; g += ((bc & ab) ^ a) + Sigma0(h);
    let w2 = M(block, 2); f = load<u32>(K, 8) + w2 + f + Ch(c, d, e) + Sigma1(c); b += f; ab = g ^ h; f += ((ab & bc) ^ h) + Sigma0(g);
    let w3 = M(block, 3); e = load<u32>(K, 12) + w3 + e + Ch(b, c, d) + Sigma1(b); a += e; bc = f ^ g; e += ((bc & ab) ^ g) + Sigma0(f);
    let w4 = M(block, 4); d = load<u32>(K, 16) + w4 + d + Ch(a, b, c) + Sigma1(a); h += d; ab = e ^ f; d += ((ab & bc) ^ f) + Sigma0(e);
    let w5 = M(block, 5); c = load<u32>(K, 20) + w5 + c + Ch(h, a, b) + Sigma1(h); g += c; bc = d ^ e; c += ((bc & ab) ^ e) + Sigma0(d);
    let w6 = M(block, 6); b = load<u32>(K, 24) + w6 + b + Ch(g, h, a) + Sigma1(g); f += b; ab = c ^ d; b += ((ab & bc) ^ d) + Sigma0(c);
    let w7 = M(block, 7); a = load<u32>(K, 28) + w7 + a + Ch(f, g, h) + Sigma1(f); e += a; bc = b ^ c; a += ((bc & ab) ^ c) + Sigma0(b);
    let w8 = M(block, 8); h = load<u32>(K, 32) + w8 + h + Ch(e, f, g) + Sigma1(e); d += h; ab = a ^ b; h += ((ab & bc) ^ b) + Sigma0(a);
    let w9 = M(block, 9); g = load<u32>(K, 36) + w9 + g + Ch(d, e, f) + Sigma1(d); c += g; bc = h ^ a; g += ((bc & ab) ^ a) + Sigma0(h);
    let w10 = M(block, 10); f = load<u32>(K, 40) + w10 + f + Ch(c, d, e) + Sigma1(c); b += f; ab = g ^ h; f += ((ab & bc) ^ h) + Sigma0(g);
    let w11 = M(block, 11); e = load<u32>(K, 44) + w11 + e + Ch(b, c, d) + Sigma1(b); a += e; bc = f ^ g; e += ((bc & ab) ^ g) + Sigma0(f);
    let w12 = M(block, 12); d = load<u32>(K, 48) + w12 + d + Ch(a, b, c) + Sigma1(a); h += d; ab = e ^ f; d += ((ab & bc) ^ f) + Sigma0(e);
    let w13 = M(block, 13); c = load<u32>(K, 52) + w13 + c + Ch(h, a, b) + Sigma1(h); g += c; bc = d ^ e; c += ((bc & ab) ^ e) + Sigma0(d);
    let w14 = M(block, 14); b = load<u32>(K, 56) + w14 + b + Ch(g, h, a) + Sigma1(g); f += b; ab = c ^ d; b += ((ab & bc) ^ d) + Sigma0(c);
    let w15 = M(block, 15); a = load<u32>(K, 60) + w15 + a + Ch(f, g, h) + Sigma1(f); e += a; bc = b ^ c; a += ((bc & ab) ^ c) + Sigma0(b);

    for (let k = K + 64; k < K + 256; k += 64) {
      w0 += sigma0(w1) + w9 + sigma1(w14); h = load<u32>(k, 0) + w0 + h + Ch(e, f, g) + Sigma1(e); d += h; ab = a ^ b; h += ((ab & bc) ^ b) + Sigma0(a);
      w1 += sigma0(w2) + w10 + sigma1(w15); g = load<u32>(k, 4) + w1 + g + Ch(d, e, f) + Sigma1(d); c += g; bc = h ^ a; g += ((bc & ab) ^ a) + Sigma0(h);
      w2 += sigma0(w3) + w11 + sigma1(w0); f = load<u32>(k, 8) + w2 + f + Ch(c, d, e) + Sigma1(c); b += f; ab = g ^ h; f += ((ab & bc) ^ h) + Sigma0(g);
      w3 += sigma0(w4) + w12 + sigma1(w1); e = load<u32>(k, 12) + w3 + e + Ch(b, c, d) + Sigma1(b); a += e; bc = f ^ g; e += ((bc & ab) ^ g) + Sigma0(f);
      w4 += sigma0(w5) + w13 + sigma1(w2); d = load<u32>(k, 16) + w4 + d + Ch(a, b, c) + Sigma1(a); h += d; ab = e ^ f; d += ((ab & bc) ^ f) + Sigma0(e);
      w5 += sigma0(w6) + w14 + sigma1(w3); c = load<u32>(k, 20) + w5 + c + Ch(h, a, b) + Sigma1(h); g += c; bc = d ^ e; c += ((bc & ab) ^ e) + Sigma0(d);
      w6 += sigma0(w7) + w15 + sigma1(w4); b = load<u32>(k, 24) + w6 + b + Ch(g, h, a) + Sigma1(g); f += b; ab = c ^ d; b += ((ab & bc) ^ d) + Sigma0(c);
      w7 += sigma0(w8) + w0 + sigma1(w5); a = load<u32>(k, 28) + w7 + a + Ch(f, g, h) + Sigma1(f); e += a; bc = b ^ c; a += ((bc & ab) ^ c) + Sigma0(b);
      w8 += sigma0(w9) + w1 + sigma1(w6); h = load<u32>(k, 32) + w8 + h + Ch(e, f, g) + Sigma1(e); d += h; ab = a ^ b; h += ((ab & bc) ^ b) + Sigma0(a);
      w9 += sigma0(w10) + w2 + sigma1(w7); g = load<u32>(k, 36) + w9 + g + Ch(d, e, f) + Sigma1(d); c += g; bc = h ^ a; g += ((bc & ab) ^ a) + Sigma0(h);
      w10 += sigma0(w11) + w3 + sigma1(w8); f = load<u32>(k, 40) + w10 + f + Ch(c, d, e) + Sigma1(c); b += f; ab = g ^ h; f += ((ab & bc) ^ h) + Sigma0(g);
      w11 += sigma0(w12) + w4 + sigma1(w9); e = load<u32>(k, 44) + w11 + e + Ch(b, c, d) + Sigma1(b); a += e; bc = f ^ g; e += ((bc & ab) ^ g) + Sigma0(f);
      w12 += sigma0(w13) + w5 + sigma1(w10); d = load<u32>(k, 48) + w12 + d + Ch(a, b, c) + Sigma1(a); h += d; ab = e ^ f; d += ((ab & bc) ^ f) + Sigma0(e);
      w13 += sigma0(w14) + w6 + sigma1(w11); c = load<u32>(k, 52) + w13 + c + Ch(h, a, b) + Sigma1(h); g += c; bc = d ^ e; c += ((bc & ab) ^ e) + Sigma0(d);
      w14 += sigma0(w15) + w7 + sigma1(w12); b = load<u32>(k, 56) + w14 + b + Ch(g, h, a) + Sigma1(g); f += b; ab = c ^ d; b += ((ab & bc) ^ d) + Sigma0(c);
      w15 += sigma0(w0) + w8 + sigma1(w13); a = load<u32>(k, 60) + w15 + a + Ch(f, g, h) + Sigma1(f); e += a; bc = b ^ c; a += ((bc & ab) ^ c) + Sigma0(b);
    }

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
