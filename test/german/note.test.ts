import { describe, expect, it } from 'vitest';
import { german } from '../../src/german.js';
import { noteText } from '../../src/index.js';
import { NOTES } from '../docs/note-examples.js';
import { expectGerman } from './german-of.js';

describe('a note in German', () => {
  it.each(Object.values(NOTES).flat())('says the same: $code', (note) => {
    const foreign = Object.entries(note)
      .filter(
        ([key]) => !['code', 'part', 'twin', 'count', 'days', 'limit', 'source', 'asOf', 'by'].includes(key),
      )
      .flatMap(([, value]) => (value ?? []) as string | string[]);
    expectGerman(german.noteText(note), noteText(note), foreign);
  });

  it('says each thing differently', () => {
    const texts = Object.values(NOTES).flat().map(german.noteText);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
