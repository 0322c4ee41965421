import { IDENTITY, ISSUER } from '../../forge/index.js';
import type { NearMiss, PatternProblem } from '../../../src/reason.js';
import type { Mutation } from '../mutation.js';
import { faulty, keyless, refused, signer, sound } from './make.js';

const WORKFLOW = 'https://touchstone.example/models/llama/.github/workflows/sign.yml@refs/tags/v1';

const byMail = (identity: string) => () => keyless({}, signer({ identity }));
const byUri = (identity: string) => () =>
  keyless({ identity: WORKFLOW, identityType: 'uri' }, signer({ identity }));
const fromIssuer = (issuer: string) => () => keyless({}, signer({ identity: IDENTITY }, issuer));
const mailIn = (identityPattern: string) => () => keyless({}, signer({ identityPattern }));
const uriIn = (identityPattern: string) => () =>
  keyless({ identity: WORKFLOW, identityType: 'uri' }, signer({ identityPattern }));
/** Somebody whom a careless pattern would let in. */
const strangerIn = (identity: string, identityPattern: string) => () =>
  keyless({ identity, identityType: 'uri' }, signer({ identityPattern }));

type Wrong = readonly [how: string, expected: string, nearMiss: NearMiss | null];

const WRONG_MAIL: readonly Wrong[] = [
  ['somebody else', 'somebody@touchstone.example', null],
  ['the same at another host', 'signer@elsewhere.example', null],
  ['a part of it', 'signer@touchstone', null],
  ['other case', 'Signer@touchstone.example', 'case'],
  ['capitals', IDENTITY.toUpperCase(), 'case'],
  ['a Cyrillic letter', 'sign\u0435r@touchstone.example', 'look-alike'],
  ['a letter with an accent', 'sign\u00e9r@touchstone.example', 'look-alike'],
  ['a letter that is not seen', 'signer\u200b@touchstone.example', 'look-alike'],
  ['a digit for a letter', 'signer@t0uchstone.example', 'look-alike'],
  ['a dot at its end', `${IDENTITY}.`, 'trailing'],
  ['a slash at its end', `${IDENTITY}/`, 'trailing'],
  ['a blank at its end', `${IDENTITY} `, 'white-space'],
  ['a blank before it', ` ${IDENTITY}`, 'white-space'],
  ['a regular expression', '.*', null],
  ['a regular expression that would fit', '^signer@touchstone\\.example$', null],
  ['a pattern', '*@touchstone.example', null],
];
const WRONG_URI: readonly Wrong[] = [
  ['another tag', WORKFLOW.replace('v1', 'v2'), null],
  ['another branch', WORKFLOW.replace('tags/v1', 'heads/main'), null],
  ['http for https', WORKFLOW.replace('https', 'http'), 'scheme'],
  ['no scheme', WORKFLOW.replace('https://', ''), 'scheme'],
  ['a slash at its end', `${WORKFLOW}/`, 'trailing'],
  ['other case', WORKFLOW.replace('models', 'Models'), 'case'],
  ['a Greek letter', WORKFLOW.replace('touchstone', 't\u03bfuchstone'), 'look-alike'],
];
const WRONG_ISSUER: readonly Wrong[] = [
  ['another', 'https://login.elsewhere.example', null],
  ['a part of it', 'https://login.touchstone', null],
  ['http for https', ISSUER.replace('https', 'http'), 'scheme'],
  ['a slash at its end', `${ISSUER}/`, 'trailing'],
  ['a dot at its end', `${ISSUER}.`, 'trailing'],
  ['other case', ISSUER.replace('login', 'Login'), 'case'],
  ['a Cyrillic letter', ISSUER.replace('login', 'l\u043egin'), 'look-alike'],
  ['a blank before it', ` ${ISSUER}`, 'white-space'],
  ['a pattern', 'https://*.touchstone.example', null],
  ['a pattern for anything', '**', null],
];

const EXACT: readonly Mutation[] = [
  sound('identity: a URI, exactly', byUri(WORKFLOW)),
  ...WRONG_MAIL.map(([how, expected, nearMiss]) =>
    faulty(
      `expected identity: ${how}`,
      'signer-mismatch',
      { code: 'identity-differs', expected, actual: IDENTITY, nearMiss },
      byMail(expected),
    ),
  ),
  ...WRONG_URI.map(([how, expected, nearMiss]) =>
    faulty(
      `expected URI: ${how}`,
      'signer-mismatch',
      { code: 'identity-differs', expected, actual: WORKFLOW, nearMiss },
      byUri(expected),
    ),
  ),
  ...WRONG_ISSUER.map(([how, expected, nearMiss]) =>
    faulty(
      `expected issuer: ${how}`,
      'signer-mismatch',
      { code: 'issuer-differs', expected, actual: ISSUER, nearMiss },
      fromIssuer(expected),
    ),
  ),
  faulty(
    'identity and issuer both differ',
    'signer-mismatch',
    [
      { code: 'identity-differs', nearMiss: 'case' },
      { code: 'issuer-differs', nearMiss: 'trailing' },
    ],
    () => keyless({}, signer({ identity: IDENTITY.toUpperCase() }, `${ISSUER}/`)),
  ),
];

const FITTING: readonly Mutation[] = [
  sound('pattern: a host', mailIn('*@touchstone.example')),
  sound('pattern: nothing left open', mailIn(IDENTITY)),
  sound('pattern: a star for nothing', mailIn('signer*@touchstone.example')),
  sound('pattern: a star in the middle', mailIn('s*r@touchstone.*')),
  sound('pattern: two stars', mailIn('**@touchstone.example')),
  sound('pattern: any workflow of a repository', uriIn('https://touchstone.example/models/llama/**')),
  sound(
    'pattern: any tag',
    uriIn('https://touchstone.example/models/llama/.github/workflows/sign.yml@refs/tags/*'),
  ),
  sound(
    'pattern: any repository',
    uriIn('https://touchstone.example/models/*/.github/workflows/sign.yml@refs/tags/*'),
  ),
  sound('pattern: of 500 characters', mailIn(`${'*'.repeat(500 - IDENTITY.length)}${IDENTITY}`)),
];

const NOT_FITTING: readonly Mutation[] = [
  ...(
    [
      ['another host', '*@elsewhere.example'],
      ['that would fit if it were not anchored', 'touchstone.example'],
      ['that would fit if its end were open', 'signer@'],
      ['that would fit if its start were open', '@touchstone.example'],
      ['in other case', '*@TOUCHSTONE.example'],
      ['that is a regular expression', '.*@touchstone\\.example'],
      ['that is a class of characters', '[a-z]*@touchstone.example'],
      ['that is a choice', '{signer,other}@touchstone.example'],
      ['with a question mark for a letter', 'signe?@touchstone.example'],
      ['with a dot for any character', 'signer.touchstone.example'],
      ['with anchors written out', '^*@touchstone.example$'],
      ['with a backslash before the star', '\\*@touchstone.example'],
    ] as const
  ).map(([how, pattern]) =>
    faulty(
      `pattern ${how}`,
      'signer-mismatch',
      { code: 'identity-not-in-pattern', pattern, actual: IDENTITY },
      mailIn(pattern),
    ),
  ),
  faulty(
    'pattern: a star does not cross a slash',
    'signer-mismatch',
    'identity-not-in-pattern',
    uriIn('https://touchstone.example/models/*@refs/tags/v1'),
  ),
  faulty(
    'pattern: a star in the place of a tag does not cross a slash',
    'signer-mismatch',
    'identity-not-in-pattern',
    strangerIn(`${WORKFLOW}/x`, WORKFLOW.replace('v1', '*')),
  ),
  faulty(
    'pattern: a stranger whose name ends alike',
    'signer-mismatch',
    'identity-not-in-pattern',
    strangerIn(`https://evil.example/${WORKFLOW}`, 'https://touchstone.example/**'),
  ),
  faulty(
    'pattern: a stranger whose name begins alike',
    'signer-mismatch',
    'identity-not-in-pattern',
    strangerIn('https://touchstone.example.evil.example/a', 'https://touchstone.example/**'),
  ),
  faulty(
    'pattern: a host that begins alike',
    'signer-mismatch',
    'identity-not-in-pattern',
    strangerIn('signer@touchstone.example.evil.example', '*@touchstone.example'),
  ),
  faulty(
    'the identity fits the pattern and the issuer differs',
    'signer-mismatch',
    { code: 'issuer-differs', nearMiss: null },
    () => keyless({}, signer({ identityPattern: '*@touchstone.example' }, 'https://elsewhere.example')),
  ),
];

const PATTERNS: readonly (readonly [pattern: string, problem: PatternProblem])[] = [
  ['*', 'too-wide'],
  ['**', 'too-wide'],
  ['*@*', 'too-wide'],
  ['*@*.*', 'too-wide'],
  ['**/**', 'too-wide'],
  ['*://*', 'too-wide'],
  ['https://**', 'too-wide'],
  ['https://*/*', 'too-wide'],
  ['http*://**', 'too-wide'],
  ['*.co', 'too-wide'],
  [' ', 'empty'],
  ['a'.repeat(501), 'too-long'],
];

const UNUSABLE: readonly Mutation[] = [
  ...PATTERNS.map(([pattern, problem]) =>
    refused(
      `${pattern.length > 20 ? `${pattern.length} letters` : JSON.stringify(pattern)} for a pattern`,
      { code: 'pattern-unusable', problem },
      mailIn(pattern),
    ),
  ),
  refused('no text for a pattern', { code: 'pattern-unusable', problem: 'empty' }, mailIn(''), {
    refusedBy: ['page'],
  }),
  refused('blanks for an identity', 'identity-empty', byMail(' ')),
  refused('no text for an identity', 'identity-empty', byMail(''), { refusedBy: ['page'] }),
  refused('blanks for an issuer', 'issuer-empty', fromIssuer(' ')),
  refused('no text for an issuer', 'issuer-empty', fromIssuer(''), { refusedBy: ['page'] }),
];

export const IDENTITIES: readonly Mutation[] = [...EXACT, ...FITTING, ...NOT_FITTING, ...UNUSABLE];
