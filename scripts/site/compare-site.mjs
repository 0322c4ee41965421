// A served site against the local build, file by file.
import { createHash } from 'node:crypto';
import { siteFiles } from './files.mjs';
import { fetchFile } from './fetch-file.mjs';
import { headersFor } from './policy.mjs';
import { isSigned, STATEMENT, statementAbout } from './statement.mjs';
import { typeOf } from './types.mjs';

/**
 * @typedef {import('./fetch-file.mjs').Answer} Answer
 *
 * @typedef {object} Row
 * @property {string} path
 * @property {'same' | 'settings' | 'differs' | 'not-in-build' | 'unreachable'} state settings: its own, as it may have
 * @property {string} [detail] why it is not the same
 *
 * @typedef {object} Comparison
 * @property {string} url
 * @property {string} build root digest of the local build
 * @property {'same' | 'differs' | 'not-done'} outcome
 * @property {Row[]} rows
 * @property {string[]} warnings what does not change the files
 * @property {Map<string, Uint8Array>} fetched by path
 */

/** What hosts send besides, and changes nothing of what runs. */
const HARMLESS = [
  ...['Accept-Ranges', 'Age', 'Alt-Svc', 'Cache-Control', 'Connection', 'Content-Encoding', 'Content-Length'],
  ...[
    'Content-Type',
    'Date',
    'ETag',
    'Expires',
    'Keep-Alive',
    'Last-Modified',
    'Server',
    'Transfer-Encoding',
  ],
  ...['Strict-Transport-Security', 'Vary', 'Via'],
];
/** With such a header the browser goes elsewhere, or loads what no file names, whatever the files are. */
const LEADING = /^(?:refresh|link)$/u;
const AT_ONCE = 6;
/** What no file of a site needs, beyond the size that it has in the build. */
const MARGIN = 1024 * 1024;
const MOST_UNKNOWN = 200;
/** What an administrator may write: docs/hosting.md. */
const SETTINGS = 'touchstone.json';
const SIGNATURE = 'model.sig';
/** What is asked for by the folder's own URL. */
const START = '(start page)';

/**
 * @param {URL} url of the site's folder
 * @param {{ folder: string, timeoutMs: number }} options
 * @returns {Promise<Comparison>}
 */
export async function compareSite(url, { folder, timeoutMs }) {
  const files = await siteFiles(folder);
  const expected = new Map(
    files.filter(({ path }) => isSigned(path) || path === STATEMENT).map((file) => [file.path, file]),
  );
  const build = statementAbout(files).subject[0]?.digest.sha256 ?? '';
  /** @type {Comparison} */
  const comparison = { url: url.href, build, outcome: 'same', rows: [], warnings: [], fetched: new Map() };
  const { rows, warnings, fetched } = comparison;
  const get = (/** @type {string} */ path) =>
    fetchFile(new URL(path, url).href, { limit: (expected.get(path)?.size ?? 0) + MARGIN, timeoutMs });

  // The start page first: where nobody answers, nothing else is asked.
  const start = await get('');
  const startRow = rowOf('', start, expected.get('index.html')?.sha256);
  rows.push(led({ ...startRow, path: START }, start));
  if (startRow.state === 'unreachable') return { ...comparison, outcome: 'not-done' };
  /** @type {Map<string, Set<string>>} */
  const oddities = new Map();
  if (start.state === 'fetched') judgeHeaders('', start.headers, oddities);
  await eachAtOnce([...expected.keys()], async (path) => {
    const { answer, note } = await followed(path, await get(path), get, url);
    if (note !== null) warnings.push(note);
    const row = rowOf(path, answer, expected.get(path)?.sha256);
    rows.push(led(row, answer));
    if (answer.state !== 'fetched') return;
    fetched.set(path, answer.bytes);
    if (path === SETTINGS && row.state === 'differs') Object.assign(row, settingsRow(answer.bytes));
    judgeHeaders(path, answer.headers, oddities);
  });
  for (const [what, paths] of oddities) warnings.push(`${what} ${listed([...paths])}`);

  await eachAtOnce(unknownPaths(fetched.get(STATEMENT), expected), async (path) => {
    const answer = await get(path);
    if (answer.state === 'fetched') fetched.set(path, answer.bytes);
    rows.push({ path, state: 'not-in-build', detail: 'the served manifest lists it' });
  });
  const signature = await get(SIGNATURE);
  if (signature.state === 'fetched') {
    fetched.set(SIGNATURE, signature.bytes);
    warnings.push(`${SIGNATURE} is served; whether it holds, "touchstone verify" says of what --save keeps`);
  } else warnings.push(`${SIGNATURE} is not served: nobody's signature comes with this site`);

  rows.sort((a, b) => (a.path < b.path ? -1 : 1));
  const states = new Set(rows.map(({ state }) => state));
  const differs = states.has('differs') || states.has('not-in-build');
  return { ...comparison, outcome: differs ? 'differs' : states.has('unreachable') ? 'not-done' : 'same' };
}

/**
 * @param {string} path
 * @param {Answer} answer
 * @param {string | undefined} sha256 of the build
 * @returns {Row}
 */
function rowOf(path, answer, sha256) {
  switch (answer.state) {
    case 'unreachable':
      return { path, state: 'unreachable', detail: answer.detail };
    case 'redirected':
      return { path, state: 'differs', detail: `redirected (${answer.status}) to ${answer.location}` };
    case 'status':
      return {
        path,
        state: 'differs',
        detail: answer.status === 404 ? 'missing' : `status ${answer.status}`,
      };
    case 'too-long':
      return { path, state: 'differs', detail: `more than ${answer.limit} bytes` };
    case 'fetched': {
      const digest = createHash('sha256').update(answer.bytes).digest('hex');
      if (digest === sha256) return { path, state: 'same' };
      const isPage = essence(answer.headers.get('content-type') ?? '') === 'text/html';
      const what = isPage && !/(?:^|\.html)$/u.test(path) ? 'an HTML page in its place' : 'other bytes';
      return { path, state: 'differs', detail: `${what}: ${answer.bytes.length} bytes, SHA-256 ${digest}` };
    }
  }
}

/**
 * @param {Row} row
 * @param {Answer} answer
 * @returns {Row}
 */
function led(row, answer) {
  if (answer.state !== 'fetched') return row;
  const leading = [...answer.headers].find(([header]) => LEADING.test(header));
  if (leading === undefined) return row;
  return { ...row, state: 'differs', detail: `the host sends ${leading[0]}: ${leading[1]} with it` };
}

/**
 * Some hosts lead from `index.html` to `./` and from `page.html` to `page`: that one step is taken, and told.
 * @param {string} path
 * @param {Answer} answer
 * @param {(path: string) => Promise<Answer>} get
 * @param {URL} url
 * @returns {Promise<{ answer: Answer, note: string | null }>}
 */
async function followed(path, answer, get, url) {
  if (answer.state !== 'redirected' || !path.endsWith('.html')) return { answer, note: null };
  const short = path.replace(/(?:index)?\.html$/u, '').replace(/(?:^|\/)index$/u, '/');
  const target = new URL(path, url);
  const leads = URL.canParse(answer.location, target.href) ? new URL(answer.location, target).href : '';
  if (leads !== new URL(short, url).href) return { answer, note: null };
  const second = await get(short);
  return {
    answer: second,
    note: `${path} is only served as ${short === '' ? './' : short}: the host redirects`,
  };
}

/**
 * What the host says of a file beside its bytes, where that is not what we would say.
 * @param {string} path
 * @param {Headers} headers
 * @param {Map<string, Set<string>>} oddities files by what is odd
 */
function judgeHeaders(path, headers, oddities) {
  const name = path === '' ? 'index.html' : path;
  for (const [header, value] of Object.entries(headersFor(name))) {
    const sent = headers.get(header);
    if (sent === null) add(oddities, `${header} is not sent with`, path);
    else if (sent.trim() !== value) add(oddities, `${header} is ${JSON.stringify(sent)} for`, path);
  }
  const known = new Set(
    [...Object.keys(headersFor(name)), ...HARMLESS].map((header) => header.toLowerCase()),
  );
  for (const [header, value] of headers)
    if (!known.has(header)) add(oddities, `${header}: ${JSON.stringify(value)} is sent beside`, path);
  const type = headers.get('content-type') ?? 'none';
  const charset = /charset=\s*"?([\w-]+)/iu.exec(type)?.[1] ?? 'utf-8';
  if (essence(type) !== essence(typeOf(name)) || charset.toLowerCase() !== 'utf-8')
    add(oddities, `Content-Type is ${JSON.stringify(type)} and not ${essence(typeOf(name))} for`, path);
}

/**
 * Paths of the served manifest that the build does not have. Whoever serves them wrote them.
 * @param {Uint8Array | undefined} statement
 * @param {ReadonlyMap<string, unknown>} expected
 * @returns {string[]}
 */
function unknownPaths(statement, expected) {
  try {
    const names = JSON.parse(Buffer.from(statement ?? []).toString('utf8')).predicate.resources.map(
      (/** @type {{ name: unknown }} */ { name }) => name,
    );
    return names
      .filter(
        (/** @type {unknown} */ name) =>
          typeof name === 'string' && /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/u.test(name),
      )
      .filter((/** @type {string} */ name) => name.length < 200 && isSigned(name) && !expected.has(name))
      .slice(0, MOST_UNKNOWN);
  } catch {
    // No manifest, or none that can be read: that it differs is told already.
    return [];
  }
}

/**
 * What docs/hosting.md lets an administrator write is no difference; anything else in its place is one.
 * @param {Uint8Array} bytes
 * @returns {Pick<Row, 'state' | 'detail'>}
 */
function settingsRow(bytes) {
  return { state: isSettings(bytes) ? 'settings' : 'differs', detail: settingsDetail(bytes) };
}

/** @param {Uint8Array} bytes */
function isSettings(bytes) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const { expectations = null, trust = null, hosts = null, ...others } = value;
    return (
      !Array.isArray(value) &&
      Object.keys(others).length === 0 &&
      (expectations === null || isPath(expectations)) &&
      (trust === null || isPath(trust, '/')) &&
      (hosts === null || hosts === '*' || (Array.isArray(hosts) && hosts.every(isOrigin)))
    );
  } catch {
    return false;
  }
}

/** On the site, of a file, or of a folder with a `/` at its end. @param {unknown} value */
function isPath(value, end = '') {
  if (typeof value !== 'string' || !value.endsWith(end)) return false;
  return /^\w[\w.-]*(?:\/\w[\w.-]*)*$/u.test(value.slice(0, value.length - end.length));
}

/** @param {unknown} value */
function isOrigin(value) {
  return (
    typeof value === 'string' &&
    /^https?:/u.test(value) &&
    URL.canParse(value) &&
    new URL(value).origin === value
  );
}

/** @param {Uint8Array} bytes */
function settingsDetail(bytes) {
  const text = Buffer.from(bytes).subarray(0, 300).toString('utf8');
  return `whoever runs the site writes this file (docs/hosting.md); here it says ${text.replace(/\s+/gu, ' ')}`;
}

/** @param {string} type */
function essence(type) {
  const name = (type.split(';')[0] ?? '').trim().toLowerCase();
  return name === 'application/javascript' ? 'text/javascript' : name;
}

/**
 * @param {Map<string, Set<string>>} map
 * @param {string} key
 * @param {string} value
 */
function add(map, key, value) {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

/** @param {readonly string[]} paths */
function listed(paths) {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  const names = paths.map((path) => (path === '' ? START : path)).sort();
  return `${names.slice(0, 3).join(', ')}${more}`;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<void>} action
 */
async function eachAtOnce(items, action) {
  const queue = [...items];
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await action(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
