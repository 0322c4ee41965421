import type { Report } from '../../src/index.js';
import type { Local, Signed } from './visit.js';
import type { Words } from './text/english.js';

/** Shape and colour, always beside a word. `busy`: it goes on. */
export type Tone = 'good' | 'caution' | 'bad' | 'unknown';

const TONES = { green: 'good', amber: 'caution', red: 'bad', grey: 'unknown' } as const;

export interface Look {
  readonly tone: Tone;
  readonly word: string;
}

/** Of a check without files: whatever the report says, it is never green. */
export function signedLook(signed: Signed, words: Words): Look {
  switch (signed.kind) {
    case 'waiting':
      return { tone: 'unknown', word: words.notYet };
    case 'fetching':
      return { tone: 'unknown', word: words.fetching };
    case 'checking':
      return { tone: 'unknown', word: words.checking };
    case 'failed':
      return { tone: 'unknown', word: words.failed };
    case 'checked': {
      const { code, colour } = signed.report.verdict;
      if (code === 'verified' || code === 'partial') {
        const word = signed.isVouched ? words.signedUnchecked : words.untrustedUnchecked;
        return { tone: 'caution', word };
      }
      return { tone: TONES[colour], word: words.words[code] };
    }
  }
}

export function reportLook({ verdict: { code, colour } }: Report, words: Words): Look {
  return { tone: TONES[colour], word: words.words[code] };
}

/** The one line of a badge: of the most that was checked. */
export function badgeLook(signed: Signed, local: Local, words: Words): Look {
  return local.kind === 'checked' ? reportLook(local.report, words) : signedLook(signed, words);
}

export type RowKey = 'files' | 'signature' | 'signer' | 'time';

export interface RowLook extends Look {
  readonly key: RowKey;
}

const ROW_TONES: Readonly<Record<keyof Words['rows']['value'], Tone>> = {
  match: 'good',
  differ: 'bad',
  'partly-checked': 'caution',
  'not-checked': 'unknown',
  valid: 'good',
  invalid: 'bad',
  expected: 'good',
  'vouched-for': 'good',
  'not-stated': 'caution',
  untrusted: 'caution',
  different: 'bad',
  proven: 'good',
  'not-proven': 'unknown',
};

/** The four things that are checked, each by itself. */
export function rowLooks({ rows, verdict }: Report, { rows: words }: Words): readonly RowLook[] {
  // A log or an authority that the page brought along proves nothing to anybody else.
  const isTheirs = verdict.reasons.some(({ code }) => code === 'trust-not-yours');
  const by = rows.time.value === 'proven' ? (rows.time.by === 'log' ? words.byLog : words.byAuthority) : null;
  return (['files', 'signature', 'signer', 'time'] as const).map((key) => {
    const value = key === 'time' && isTheirs ? 'not-proven' : rows[key].value;
    const word = words.value[value];
    return {
      key,
      tone: ROW_TONES[value],
      word: value === 'proven' && by !== null ? `${word} ${by}` : word,
    };
  });
}
