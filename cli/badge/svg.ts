import type { Colour } from '../../src/index.js';
import { escapeForTerminal } from '../escape.js';
import { badgeDetails, type BadgeFacts, badgePieces, COLOUR_OF } from './facts.js';

const LABEL = 'model signature';
const HEIGHT = 20;
const PAD = 7;
const ICON = 14;
const FONT_SIZE = 11;

/** White text on each has a contrast of 4.5 and more. */
const FILL: Readonly<Record<Colour, string>> = {
  green: '#1a7f37',
  red: '#b3261e',
  amber: '#8a5a00',
  grey: '#5b6470',
};

/** A shape besides the colour: a tick, a cross, an exclamation mark, a dash. 14 by 20. */
const SHAPE: Readonly<Record<Colour, string>> = {
  green: 'M2 10.5l3.5 3.5L12 6.5',
  red: 'M3 6l8 8M11 6l-8 8',
  amber: 'M7 5v6M7 14.4v.2',
  grey: 'M3 10h8',
};

/** A static picture, without script, font, link or anything else from elsewhere; of each fact its own place. */
export function badgeSvg(facts: BadgeFacts): string {
  const colour = COLOUR_OF[facts.verdict];
  const pieces = badgePieces(facts).map(shown);
  const title = xml(`${LABEL}: ${sentence(pieces)}`);
  const left = PAD + widthOf(LABEL) + PAD;
  let x = left + PAD + ICON + 4;
  const texts = pieces.map((piece) => {
    if (piece.startsWith(',')) x -= SPACE;
    const text = textAt(x, piece);
    x += widthOf(piece) + SPACE;
    return text;
  });
  const width = Math.ceil(x - SPACE + PAD);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(HEIGHT)}" viewBox="0 0 ${String(width)} ${String(HEIGHT)}" role="img" aria-label="${title}">
  <title>${title}</title>
  <desc>${xml(shown(badgeDetails(facts)))}</desc>
  <rect width="${String(width)}" height="${String(HEIGHT)}" rx="3" fill="${FILL[colour]}"/>
  <path d="M3 0H${number(left)}V${String(HEIGHT)}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#33383f"/>
  <path transform="translate(${number(left + PAD)} 0)" d="${SHAPE[colour]}" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>
  <g fill="#fff" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="${String(FONT_SIZE)}">
    ${[textAt(PAD, LABEL), ...texts].join('\n    ')}
  </g>
</svg>
`;
}

/** As wide as we reckon, whatever font there is. */
function textAt(x: number, text: string): string {
  return `<text x="${number(x)}" y="14" textLength="${number(widthOf(text))}" lengthAdjust="spacingAndGlyphs">${xml(text)}</text>`;
}

function sentence(pieces: readonly string[]): string {
  return pieces.join(' ').replaceAll(' ,', ',');
}

/** One line, nothing hidden; and without the two characters that no XML may hold, however they are written. */
function shown(text: string): string {
  return escapeForTerminal(text).replace(
    /[\ufffe\uffff]/gu,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function xml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Verdana's, in thousandths of the font's size, from the space on to the tilde. */
const WIDTHS = [
  352, 394, 459, 818, 636, 1076, 727, 269, 454, 454, 636, 818, 364, 454, 364, 454, 636, 636, 636, 636, 636,
  636, 636, 636, 636, 636, 454, 454, 818, 818, 818, 545, 1000, 684, 686, 698, 771, 632, 575, 775, 751, 421,
  455, 693, 557, 843, 748, 787, 603, 787, 695, 684, 616, 732, 684, 989, 685, 615, 685, 454, 454, 454, 818,
  636, 636, 601, 623, 521, 623, 596, 352, 623, 633, 274, 344, 592, 274, 973, 633, 607, 623, 623, 427, 521,
  394, 633, 592, 818, 592, 592, 525, 635, 454, 635, 818,
];
const OTHERS: Readonly<Record<string, number>> = { '·': 364, '…': 818, '“': 459, '”': 459 };
const LATIN = 650;
/** Of scripts whose signs are as wide as they are high, and of pictures. */
const WIDE = 1000;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (/\p{M}/u.test(character)) continue;
    width += WIDTHS[code - 0x20] ?? OTHERS[character] ?? (code < 0x1100 ? LATIN : WIDE);
  }
  return (width * FONT_SIZE) / 1000;
}

const SPACE = widthOf(' ');
