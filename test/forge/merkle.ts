import type { Bytes } from './der.js';
import { sha256 } from './keys.js';

/** Merkle trees of RFC 6962 §2.1, by its recursive definitions. */
export const leafHash = (leaf: Bytes) => sha256(Buffer.from([0]), leaf);
const nodeHash = (left: Bytes, right: Bytes) => sha256(Buffer.from([1]), left, right);

/** MTH(D[n]), over leaf hashes. */
export function treeHash(leaves: readonly Bytes[]): Bytes {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** PATH(m, D[n]): the proof for leaf `m`, from the leaf up. */
export function auditPath(m: number, leaves: readonly Bytes[]): Bytes[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...auditPath(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...auditPath(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** The largest power of two below n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
