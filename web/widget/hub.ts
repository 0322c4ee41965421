import {
  inspectModel,
  openRemote,
  verifyModel,
  verifyReported,
  volumeOf,
  type RemoteAnswer,
  type RemoteModel,
  type Report,
  type Result,
  type VerifyRequest,
} from '../../src/index.js';

/** A model as its hub lists it. */
export interface Listed {
  readonly model: RemoteModel;
  /** The hub's own word. */
  readonly host: string;
  /** How much a check of the files fetches at most. */
  readonly bytes: number;
}

export async function openHub(address: string, signal: AbortSignal): Promise<Result<Listed>> {
  const answer = await openRemote(address, { fetcher: (input, init) => fetch(input, init), signal });
  if (!answer.ok) return answer;
  const { value: model } = answer;
  return { ok: true, value: { model, host: model.facts.host, bytes: volumeOf(model).bytes } };
}

/** The only signature that the hub has. */
export async function hubBundle({ model }: Listed, signal: AbortSignal): Promise<Result<Blob>> {
  const { bundles, reasons } = await inspectModel({ model: { ok: true, value: model }, signal });
  signal.throwIfAborted();
  const [only, ...others] = bundles;
  if (only !== undefined && others.length === 0) return { ok: true, value: only.blob };
  return { ok: false, reasons: [reasons[0] ?? { code: 'bundle-not-found' }] };
}

export function checkHub(
  { model }: Listed,
  depth: 'reported' | 'streamed',
  {
    bundle,
    ...request
  }: Omit<VerifyRequest, 'model' | 'bundle'> & { readonly bundle: Blob | string | undefined },
): Promise<Report> {
  const answer: RemoteAnswer = { ok: true, value: model };
  const asked = { ...request, ...(bundle === undefined ? {} : { bundle }), model: answer };
  return depth === 'streamed' ? verifyModel(asked) : verifyReported(asked);
}
