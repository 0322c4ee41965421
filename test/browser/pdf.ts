import { inflateSync } from 'node:zlib';

/**
 * The text of each page of a PDF as Chromium writes it, in the order in which it is drawn. White space is lost where lines break,
 * and so is text in fonts that are drawn as outlines.
 */
export function pdfOf(bytes: Uint8Array): readonly string[] {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...file.matchAll(/^(\d+) 0 obj\b([^]*?)^endobj/gm)].map(([, id = '', body = '']) => [id, body]),
  );
  const at = (id: string | undefined) => objects.get(id ?? '') ?? '';
  const charactersOf = new Map<string, ReadonlyMap<number, string>>();
  for (const [id, body] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (map !== undefined) charactersOf.set(id, readMap(streamOf(at(map))));
  }
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Page\b/.test(body))
    .map((page) => {
      const resources = /\/Resources (\d+) 0 R/.exec(page)?.[1];
      const fonts = /\/Font\s*<<([^]*?)>>/.exec(resources === undefined ? page : at(resources))?.[1] ?? '';
      const idOf = new Map(
        [...fonts.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]),
      );
      let characters: ReadonlyMap<number, string> = new Map();
      let text = '';
      const content = streamOf(at(/\/Contents (\d+) 0 R/.exec(page)?.[1]));
      for (const [, font, hex] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
        if (font !== undefined) characters = charactersOf.get(idOf.get(font) ?? '') ?? new Map();
        for (const glyph of hex?.match(/.{4}/g) ?? []) text += characters.get(parseInt(glyph, 16)) ?? '';
      }
      // Without ligatures.
      return text.normalize('NFKC');
    });
}

function streamOf(body: string): string {
  const [head = '', rest] = body.split(/stream\r?\n/, 2);
  const start = head.length + (/stream\r?\n/.exec(body)?.[0].length ?? 0);
  const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
  if (rest === undefined || Number.isNaN(length)) return '';
  const bytes = Buffer.from(body.slice(start, start + length), 'latin1');
  return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** A font's own way from glyphs to characters. */
function readMap(map: string): ReadonlyMap<number, string> {
  const characters = new Map<number, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([^]*?)endbfchar/g))
    for (const [, glyph = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      characters.set(parseInt(glyph, 16), fromUtf16(text));
  for (const [, block = ''] of map.matchAll(/beginbfrange([^]*?)endbfrange/g))
    for (const [, first = '', last = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (
        let glyph = parseInt(first, 16), code = parseInt(text, 16);
        glyph <= parseInt(last, 16);
        glyph++, code++
      )
        characters.set(glyph, String.fromCharCode(code));
  return characters;
}

function fromUtf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}
