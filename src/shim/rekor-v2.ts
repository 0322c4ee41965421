/**
 * Of the generated readers of messages (@sigstore/protobuf-specs), @sigstore/verify calls one: this, for entries of Rekor v2.
 * All of them would be a seventh of the worker. What an entry is about has been checked before, and more strictly
 * (signature/log-body.ts); here it is given to the library in the shape that it wants. Whatever is missing equals nothing.
 */
export const Entry = {
  fromJSON(body: unknown) {
    const spec = member(body, 'spec');
    const hashedRekord = member(spec, 'hashedRekordV002');
    if (hashedRekord !== undefined) {
      const hashedRekordV002 = {
        signature: contentOf(member(hashedRekord, 'signature')),
        data: digestOf(member(hashedRekord, 'data')),
      };
      return { spec: { spec: { $case: 'hashedRekordV002', hashedRekordV002 } } };
    }
    const dsse = member(spec, 'dsseV002');
    const signatures = member(dsse, 'signatures');
    const dsseV002 = {
      signatures: Array.isArray(signatures) ? signatures.map(contentOf) : [],
      payloadHash: digestOf(member(dsse, 'payloadHash')),
    };
    return { spec: { spec: { $case: 'dsseV002', dsseV002 } } };
  },
};

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

const contentOf = (signature: unknown) => ({ content: bytesOf(member(signature, 'content')) });
const digestOf = (hash: unknown) => ({ digest: bytesOf(member(hash, 'digest')) });

function bytesOf(text: unknown): Uint8Array {
  return Buffer.from(typeof text === 'string' ? text : '', 'base64');
}
