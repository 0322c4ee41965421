import type { Marionette } from './marionette.js';

/**
 * Files and folders are chosen as a person does it: a click opens the browser's file dialog, the page gets what the
 * dialog says, and for a folder the question whether to upload it is answered with yes. Only the window of the dialog
 * is ours (nsIFilePicker); its answer goes the usual way, so that listing, access and File objects are Firefox's own.
 *
 * Two processes take part. The page's process tells which paths come next, by message, before it clicks; messages
 * keep their order. So the control connection never has to switch to the browser's own windows while a test runs.
 */
const MESSAGE = 'touchstone:next-choice';

/** Runs once in the browser's own window. */
const PREPARE = `
  let next = [];
  Services.ppmm.addMessageListener('${MESSAGE}', ({ data }) => { next = data; });

  const files = () => next.map((path) => {
    const file = Components.classes['@mozilla.org/file/local;1'].createInstance(Components.interfaces.nsIFile);
    file.initWithPath(path);
    return file;
  });
  const picker = () => ({
    QueryInterface: ChromeUtils.generateQI(['nsIFilePicker']),
    init() {},
    appendFilters() {},
    appendFilter() {},
    appendRawFilter() {},
    get file() { return files()[0]; },
    get files() {
      const list = Components.classes['@mozilla.org/array;1'].createInstance(Components.interfaces.nsIMutableArray);
      for (const file of files()) list.appendElement(file);
      return list.enumerate();
    },
    open(callback) { callback.done(Components.interfaces.nsIFilePicker.returnOK); },
  });
  Components.manager.QueryInterface(Components.interfaces.nsIComponentRegistrar).registerFactory(
    Services.uuid.generateUUID(), 'the tests choose', '@mozilla.org/filepicker;1',
    { QueryInterface: ChromeUtils.generateQI(['nsIFactory']), createInstance: (iid) => picker().QueryInterface(iid) },
  );
`;

/** Runs in the page's process with the browser's rights. */
const CHOOSE = `
  const [selector, paths] = arguments;
  const input = document.querySelector(selector);
  if (input === null) throw new Error('nothing matches ' + selector);
  globalThis.choice = new Promise((resolve, reject) => {
    input.addEventListener('change', () => resolve('made'), { once: true });
    input.addEventListener('cancel', () => reject(new Error('the choice was cancelled')), { once: true });
  });
  Services.cpmm.sendAsyncMessage('${MESSAGE}', paths);
  document.notifyUserGestureActivation();
  input.click();
`;
const AWAIT = 'return globalThis.choice;';
/** A choice takes 0.1 s. */
const IMPATIENT_MS = 3000;

export async function prepareChoosing(firefox: Marionette): Promise<void> {
  await firefox.inBrowser(PREPARE);
}

/** Ends when the page has been told of the choice. No other script may be running in the page meanwhile. */
export async function choose(firefox: Marionette, selector: string, paths: readonly string[]): Promise<void> {
  await firefox.inPage(CHOOSE, [selector, paths], 'system');
  // A script ends with null as soon as a question shows; the next one begins with the answer, which is yes because
  // the session says so (unhandledPromptBehavior). Now and then Firefox tells nobody of the question.
  for (;;) {
    const made = firefox.inPage(AWAIT, [], 'system');
    const impatient = setTimeout(() => void accept(firefox), IMPATIENT_MS);
    try {
      if ((await made) !== null) return;
    } finally {
      clearTimeout(impatient);
    }
  }
}

async function accept(firefox: Marionette): Promise<void> {
  // Rejects where there is no question after all.
  await firefox.send('WebDriver:AcceptAlert').catch(() => undefined);
}
