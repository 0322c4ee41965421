export { packBundle } from '../lib/deep-link-make.js';
/** What of the verifier the widget needs: loaded when it is first asked to check. */
export {
  english,
  inspectModel,
  openModel,
  signerIsVouchedFor,
  startWorkersBy,
  verifyModel,
  verifySignature,
} from '../../src/index.js';
export { checkHub, hubBundle, openHub, type Listed } from './hub.js';
