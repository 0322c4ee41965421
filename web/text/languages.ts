/** What stands there whatever language the page is in. */
export const LANGUAGES = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
] as const;

export type LanguageTag = (typeof LANGUAGES)[number]['tag'];

export const LANGUAGE_CHOICE = 'Language / Sprache';

/** The page is in English then, and who reads this asked for German. */
export const NOT_LOADED = [
  { tag: 'de', text: 'Die deutschen Texte konnten nicht geladen werden.' },
  { tag: 'en', text: 'The German texts could not be loaded.' },
] as const;
