import { english as prose } from '../src/index.js';
import type { Wording } from './lib/wording.js';
import { english as words } from './text/english.js';
import { LANGUAGES, type LanguageTag } from './text/languages.js';

const STORAGE_KEY = 'touchstone.language';
const LOAD_MS = 5000;
const ENGLISH: Wording = { words, prose };

/** The language that the page is in. Whoever reads `words` or `prose` of it changes with it. */
class Language implements Wording {
  tag = $state<LanguageTag>('en');
  /** A language was asked for and could not be had. */
  hasFailed = $state(false);

  #wording = $state.raw(ENGLISH);
  /** The latest choice: an earlier one may be loaded later. */
  #wanted: LanguageTag = 'en';

  get words(): Wording['words'] {
    return this.#wording.words;
  }

  get prose(): Wording['prose'] {
    return this.#wording.prose;
  }

  /** Before anything is shown: what was chosen at an earlier visit, else what the browser asks for. */
  start(): Promise<void> {
    return this.#show(remembered() ?? preferred());
  }

  /** By hand, hence for the next visit too. */
  choose(tag: LanguageTag): Promise<void> {
    remember(tag);
    return this.#show(tag);
  }

  async #show(tag: LanguageTag): Promise<void> {
    this.#wanted = tag;
    const wording = await Promise.race([load(tag).catch(() => null), late()]);
    if (this.#wanted !== tag) return;
    this.hasFailed = wording === null;
    if (wording === null) return;
    this.#wording = wording;
    this.tag = tag;
    document.documentElement.lang = tag;
  }
}

export const language = new Language();

/** English is there already; another language is loaded when it is asked for. */
async function load(tag: LanguageTag): Promise<Wording> {
  if (tag === 'en') return ENGLISH;
  const [page, verifier] = await Promise.all([import('./text/german.js'), import('../src/german.js')]);
  return { words: page.german, prose: verifier.german };
}

/** A network that hangs must not keep the page from being shown. */
function late(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, LOAD_MS);
  });
}

function preferred(): LanguageTag {
  const known = navigator.languages.map((asked) => tagIn(asked.toLowerCase().split('-')[0] ?? ''));
  return known.find((tag) => tag !== null) ?? 'en';
}

function remembered(): LanguageTag | null {
  try {
    return tagIn(localStorage.getItem(STORAGE_KEY));
  } catch {
    // No storage: the browser's word counts.
    return null;
  }
}

function remember(tag: LanguageTag): void {
  try {
    localStorage.setItem(STORAGE_KEY, tag);
  } catch {
    // It lasts as long as the page, then.
  }
}

function tagIn(text: string | null): LanguageTag | null {
  return LANGUAGES.find(({ tag }) => tag === text)?.tag ?? null;
}
