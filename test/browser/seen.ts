import type { Page } from 'playwright/test';

/** Before the page is opened: makes it show the text that it would copy, as where a browser denies the clipboard. */
export async function denyClipboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.set(Clipboard.prototype, 'writeText', () => Promise.reject(new Error('denied')));
  });
}

/** What "Copy as text" gives. */
export async function copiedText(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy as text' }).click();
  return page.getByLabel('The browser does not let this page copy.').inputValue();
}

/** The report as it is downloaded, character by character. */
export async function downloadedText(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download report (JSON)' }).click();
  const stream = await (await downloading).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}

/** Every text, attribute and name on the page, shown or folded away. Line breaks stay only where others write the text. */
export async function everythingOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const { name, value } of node.attributes) found.push(`${name}=${value}`);
        if (node instanceof HTMLTextAreaElement) found.push(node.value);
      } else if (node instanceof Text) {
        found.push(node.parentElement?.closest('bdi') == null ? node.data : node.data.replace(/\n/g, '\r'));
      }
    }
    return found;
  });
}
