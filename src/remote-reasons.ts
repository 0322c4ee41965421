import type { RemoteModel } from './remote/remote-model.js';
import type { Reason, RemoteReason } from './reason.js';
import type { FileResult } from './report.js';

/** Why files did not come. Nothing is known of those, so that they differ from nothing: the check did not get to its end. */
export function remoteFailures(files: readonly FileResult[]): readonly RemoteReason[] {
  return files.flatMap(({ reason }) => (reason?.code === 'remote-file-failed' ? [reason] : []));
}

/** Why a signed file is not seen where a host keeps archives. */
export function packed(model: RemoteModel | null): readonly Reason[] {
  const [path] = model?.packed ?? [];
  return path === undefined ? [] : [{ code: 'remote-packed', count: model?.packed.length ?? 1, path }];
}
