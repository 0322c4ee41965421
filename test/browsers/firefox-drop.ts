import type { Marionette } from './marionette.js';

/**
 * A drop is Firefox's own from the mouse button on. A person drags from a file manager; here the drag begins on a patch
 * laid over the browser's own window, which hands over the same thing: files by their paths. Only the drag service is
 * the one that Firefox's tests use (nsIMockDragServiceController), since nothing moves the real mouse.
 *
 * The page's process says when the page has seen the drag, so that the drop comes no sooner. Headless Firefox has no
 * drag service at all.
 */
const DRAG = 'touchstone:drag';
const LET_GO = 'touchstone:let-go';

/** Runs once in the browser's own window. */
const PREPARE = `
  const { classes, interfaces } = Components;
  const SERVICE = '@mozilla.org/widget/dragservice;1';
  const mouse = classes[SERVICE].getService(interfaces.nsIDragService).getMockDragController();
  const service = mouse.mockDragService;
  service.neverAllowSessionIsSynthesizedForTests = true;
  Components.manager.QueryInterface(interfaces.nsIComponentRegistrar).registerFactory(
    Services.uuid.generateUUID(), 'the tests drag', SERVICE,
    { QueryInterface: ChromeUtils.generateQI(['nsIFactory']), createInstance: (iid) => service.QueryInterface(iid) },
  );

  const send = (type, x, y) => mouse.sendEvent(
    gBrowser.selectedBrowser.browsingContext, interfaces.nsIMockDragServiceController[type],
    Math.round((mozInnerScreenX + x) * devicePixelRatio), Math.round((mozInnerScreenY + y) * devicePixelRatio),
  );
  const sendToMiddle = (type) => {
    const { x, y, width, height } = gBrowser.selectedBrowser.getBoundingClientRect();
    send(type, x + width / 2, y + height / 2);
  };
  const PATCH = 200;

  Services.ppmm.addMessageListener('${DRAG}', async ({ data: paths }) => {
    const patch = document.createElement('div');
    patch.draggable = true;
    patch.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 2147483647';
    patch.style.width = patch.style.height = PATCH + 'px';
    document.documentElement.append(patch);
    patch.addEventListener('dragstart', (event) => {
      event.stopPropagation();
      event.dataTransfer.effectAllowed = 'all';
      paths.forEach((path, index) => {
        const file = classes['@mozilla.org/file/local;1'].createInstance(interfaces.nsIFile);
        file.initWithPath(path);
        event.dataTransfer.mozSetDataAt('application/x-moz-file', file, index);
      });
    });
    send('eMouseDown', 5, 5);
    for (let at = 10; service.getCurrentSession() === null && at < PATCH; at += 10) {
      send('eMouseMove', at, at);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    send('eDragOver', 20, 20); // once where it began, else nothing is entered later
    patch.remove();
    sendToMiddle('eDragOver');
  });
  Services.ppmm.addMessageListener('${LET_GO}', () => sendToMiddle('eDrop'));
`;

/** Runs in the page's process with the browser's rights; ends when the page has had the drop. */
const DROP = `
  const [paths] = arguments;
  const drags = Components.classes['@mozilla.org/widget/dragservice;1'].getService(Components.interfaces.nsIDragService);
  drags.neverAllowSessionIsSynthesizedForTests = true;
  return new Promise((resolve, reject) => {
    window.addEventListener('dragover', () => {
      window.addEventListener('drop', () => resolve(), { once: true, capture: true });
      window.addEventListener('dragleave', () => reject(new Error('the page takes no drop')), { once: true, capture: true });
      Services.cpmm.sendAsyncMessage('${LET_GO}');
    }, { once: true, capture: true });
    Services.cpmm.sendAsyncMessage('${DRAG}', paths);
  });
`;

export async function prepareDropping(firefox: Marionette): Promise<void> {
  await firefox.inBrowser(PREPARE);
}

export async function drop(firefox: Marionette, paths: readonly string[]): Promise<void> {
  await firefox.inPage(DROP, [paths], 'system');
}
