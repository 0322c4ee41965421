import { refuse } from './fault.js';
import type { Metadata, Role } from './metadata.js';
import type { Primitives } from './primitives.js';

/** How many of a role's keys signed this. Two ids of one key are one signer (TUF §4.3). */
export async function signersOf(
  { keys }: Role,
  { signed, signatures }: Metadata<unknown>,
  { verify }: Primitives,
): Promise<number> {
  const asked = [...keys].flatMap(([id, { spki, algorithm, id: signer }]) => {
    const signature = signatures.get(id);
    return signature === undefined || signature.length === 0
      ? []
      : [{ signer, question: { spki, algorithm, data: signed, signature } }];
  });
  const answers = await verify(asked.map(({ question }) => question));
  return new Set(asked.flatMap(({ signer }, i) => (answers[i] === true ? [signer] : []))).size;
}

/** Refuses what fewer have signed than the role needs. */
export async function requireSigned(
  role: Role,
  metadata: Metadata<unknown>,
  file: string,
  primitives: Primitives,
): Promise<void> {
  const valid = await signersOf(role, metadata, primitives);
  if (valid < role.threshold) refuse({ code: 'trust-signatures', file, valid, needed: role.threshold });
}
