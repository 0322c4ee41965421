// What a person does with a verdict over very many files; each until its answer is painted.

const WORD = 'shards/model-0042';
const PATIENCE_MS = 60_000;
const LIST = '.frame';
const STATUS = 'section[aria-labelledby=files-title] .field [role=status]';
const SAVED = 'section[aria-labelledby=save-title] [role=status]';
const ROW = `${LIST} li, ul[aria-labelledby=files-title] li`;

/** @returns {Promise<Map<string, { answered: number, first: number, longest: number }[]>>} in milliseconds */
export async function interactions(page, model, rounds) {
  const measured = new Map();
  const act = async (name, until, perform, { type = 'click', nth = 1 } = {}) => {
    await page.evaluate((given) => globalThis.probe.arm(given), { type, until, nth });
    await perform();
    const late = new Promise((_, reject) => {
      setTimeout(
        () => reject(new Error(`no answer to ${name}: ${JSON.stringify(until)}`)),
        PATIENCE_MS,
      ).unref();
    });
    const sample = await Promise.race([page.evaluate(() => globalThis.probe.answer()), late]);
    measured.set(name, [...(measured.get(name) ?? []), sample]);
  };
  /** Without waiting for anything that Playwright waits for, so that nothing but the event happens. */
  const click = async (name, locator, until) => {
    await locator.scrollIntoViewIfNeeded();
    // While it scrolls, the list takes no clicks.
    await page.waitForTimeout(250);
    const box = await locator.boundingBox();
    await act(name, until, () =>
      page.mouse.click(box.x + box.width / 2, box.y + Math.min(box.height, 24) / 2),
    );
  };
  const key = (name, text, until) => act(name, until, () => page.keyboard.press(text), { type: 'keydown' });
  const button = (name) => page.getByRole('button', { name, exact: true });

  const lowerCase = model.paths.map((path) => path.toLowerCase());
  const all = model.paths.length.toLocaleString('en');
  const found = (needle) => {
    const count = lowerCase.filter((path) => path.includes(needle)).length;
    return {
      selector: STATUS,
      text: `${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'} of ${all} found.`,
    };
  };
  const everything = { selector: STATUS, text: `${all} files, those that differ first.` };
  const inFolders = { selector: `${LIST} [aria-expanded]` };
  const inList = [
    { ...inFolders, gone: true },
    { selector: ROW, text: '/' },
  ];
  const folder = (name) => page.locator('button.folder', { hasText: new RegExp(`^\\s*${name}\\s`) }).first();
  const differing = {
    selector: STATUS,
    text: `${model.differing.length.toLocaleString('en')} files of ${all}`,
  };

  const search = page.locator('#file-search');
  const clear = async (name, until) => {
    await page.keyboard.press('Control+a');
    await key(name, 'Backspace', until);
  };

  for (let round = 0; round < rounds; round += 1) {
    await search.click();
    for (let length = 1; length <= WORD.length; length += 1) {
      const name = length === 1 ? 'the first letter of a search' : 'each further letter';
      const needle = WORD.slice(0, length);
      await key(name, WORD.charAt(length - 1), [found(needle), { selector: ROW, text: needle }]);
    }
    await clear('clearing the search', [everything]);
    const fast = { type: 'keydown', nth: WORD.length };
    await act(
      'the last letter, typed fast',
      [found(WORD)],
      () => page.keyboard.type(WORD, { delay: 40 }),
      fast,
    );
    await clear('clearing the search', [everything]);

    const onlyDiffering = page.getByRole('button', { name: 'Only what differs' });
    await click('“Only what differs”', onlyDiffering, [differing]);
    await click('and all again', onlyDiffering, [everything]);

    await click('“Folders”', button('Folders'), [inFolders]);
    const opened = (level, text) => ({ selector: `${LIST} li[aria-level="${level}"]`, text });
    const isOpen = (name, gone) => ({ selector: 'button.folder[aria-expanded=true]', text: name, gone });
    await click('closing a folder of folders', folder('layers'), [isOpen('layers', true)]);
    await click('closing a folder of 50,000 files', folder('shards'), [isOpen('shards', true)]);
    await click('opening a folder of 50,000 files', folder('shards'), [
      isOpen('shards', false),
      opened(2, 'model-'),
    ]);
    await click('closing a folder of 50,000 files', folder('shards'), [isOpen('shards', true)]);
    await click('opening a folder of folders', folder('layers'), [isOpen('layers', false), opened(2, '00')]);
    await search.click();
    await key('a first letter, in folders', 's', [found('s'), inFolders]);
    await key('a second letter, in folders', 'h', [found('sh'), inFolders]);
    await clear('clearing it, in folders', [everything, inFolders]);
    await click('“Only what differs”, in folders', onlyDiffering, [differing, inFolders]);
    await click('and all again, in folders', onlyDiffering, [everything, inFolders]);
    await click('“List”', button('List'), inList);

    await page.locator(LIST).evaluate((frame) => (frame.scrollTop = frame.scrollHeight));
    await page.waitForTimeout(500);
    const path = await page.locator(LIST).evaluate((frame) => {
      const { left, top, width, height } = frame.getBoundingClientRect();
      const row = document.elementFromPoint(left + width / 2, top + height / 2).closest('li');
      return row.querySelector('bdi').textContent;
    });
    const line = page.locator(`${LIST} li`, { hasText: path });
    await click('opening a digest', line.locator('summary'), [{ selector: `${LIST} details[open]` }]);
    const opener = page.locator(`${LIST} details[open]`);
    await click('copying a digest', opener.getByRole('button'), [
      { selector: `${LIST} [role=status]`, text: 'Copied.' },
    ]);
    await click('closing a digest', opener.locator('summary'), [
      { selector: `${LIST} details[open]`, gone: true },
    ]);
    await page.locator(LIST).evaluate((frame) => (frame.scrollTop = 0));

    for (const row of ['files', 'signature', 'signer', 'time']) {
      const details = page.locator(`[data-row=${row}] .row > details`);
      if ((await details.count()) === 0) continue;
      const open = `[data-row=${row}] .row > details[open]`;
      await click('opening a row’s evidence', details.first().locator('> summary'), [{ selector: open }]);
      await click('closing it', details.first().locator('> summary'), [{ selector: open, gone: true }]);
    }
    await click('“Copy as text”', button('Copy as text'), [{ selector: SAVED, text: 'Copied.' }]);
    const download = page.waitForEvent('download');
    await click('“Download report”, to the next frame', button('Download report (JSON)'), []);
    await (await download).delete();

    const name = round === 0 ? 'English to Deutsch, which is loaded then' : 'English to Deutsch';
    await click(name, button('Deutsch'), [{ selector: '#files-title', text: 'Datei für Datei' }]);
    await click('Deutsch to English', button('English'), [
      { selector: '#files-title', text: 'File by file' },
    ]);
  }
  return measured;
}
