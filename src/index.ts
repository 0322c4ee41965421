/** Touchstone: who vouches for these exact bytes? The whole public API. */
export { verifyModel } from './verify.js';
export { verifyBundle, type BundleQuestion } from './verify-bundle.js';
export { verifyReported, type ReportedRequest } from './verify-reported.js';
export { downloadModel, type DownloadRequest } from './download.js';
export { verifySignature, type SignatureQuestion } from './verify-signature.js';
export type { Claimant, Claimed } from './claimed.js';
export { signerIsVouchedFor } from './headline-signer.js';
export { inspectModel, type Claims, type Inspection } from './inspect.js';
export { digestModel, type ModelDigest } from './digest.js';
export { listModel as openModel, type ListOptions } from './model/list.js';
export { modelInFolder } from './model/subfolder.js';
export { remoteFile, volumeOf } from './remote-bundle.js';
export { openRemote, type RemoteOptions } from './remote/open.js';
export { mayLeadTo } from './allowed-address.js';
export { INDEX_FILE, writeIndex, type IndexedFile } from './remote/index-file.js';
export type { RemoteAnswer, RemoteFile, RemoteIndex, RemoteModel } from './remote/remote-model.js';
export type { RemoteSource } from './remote-blob.js';
export {
  downloadInto,
  type CopyTarget,
  type CopyWriter,
  type DownloadFolder,
  type DownloadListing,
} from './model/download-folder.js';
export { leftoverPaths } from './manifest/leftovers.js';
export { prepare } from './prepare.js';
export { startWorkersBy, type WorkerName } from './start-worker.js';
export { describeTrustedRoot, type TrustedPart, type TrustedRootFacts } from './describe-root.js';
export { message, type Message } from './message.js';
export { noteText, type Note, type TrustPart } from './note.js';
export { english, type Prose } from './prose.js';
export {
  isCalled,
  MAX_PIN_NAME,
  modelNameProblem,
  parsePin,
  type EarlierSigner,
  type Pin,
  type PinScope,
} from './pin.js';
export {
  MEMORY_BOUNDS,
  MEMORY_FORMAT,
  MEMORY_VERSION,
  parseMemoryFile,
  type FiledCheck,
  type FiledPin,
  type MemoryFile,
  type MemoryFileFault,
} from './memory-file.js';
export {
  parseRememberedCheck,
  rememberedCheck,
  type RememberedCheck,
  type RememberedCounts,
  type RememberedSigner,
} from './remembered-check.js';
export type { ExactTrust } from './exact-trust.js';
export { pinnable, successor, type Pinnable } from './pinnable.js';
export { parseExpectations } from './expectations.js';
export type * from './expectations/expectations.js';
export { quote, quoted } from './quote.js';
export { FULCIO_LABELS } from './signature/fulcio.js';
export { VERSION } from './version.js';
export {
  EMBEDDED_TRUST,
  loadTrust,
  PUBLIC_REPOSITORY,
  STALE_TRUST_DAYS,
  updateTrust,
  type LoadedTrust,
  type RootMetadata,
  type TrustAnchor,
  type TrustQuestion,
  type TrustState,
  type TrustUpdate,
  type TrustUpdateQuestion,
} from './update-trust.js';
export { servedRepository } from './tuf/served.js';
export { RepositoryError, type TrustRepository } from './tuf/repository.js';
export type { TrustFault } from './tuf/fault.js';
export { ageInDays, type RefreshedRoot, type RootOrigin } from './refreshed.js';
export type * from './request.js';
export { VERDICT_CODES } from './report.js';
export type * from './report.js';
export type { FulcioExtensions } from './signature/fulcio.js';
export type * from './reason.js';
export type * from './hash/hasher.js';
export type { Result, Reasons } from './result.js';
