/** Importing this makes the tag known to the page. */
import { TouchstoneVerify } from './element.js';

export { TouchstoneVerify };

/** The first copy on a page wins. */
if (typeof customElements !== 'undefined' && customElements.get('touchstone-verify') === undefined)
  customElements.define('touchstone-verify', TouchstoneVerify);
