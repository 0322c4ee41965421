// What hosts have to be told, in their own words: out of policy.mjs, types.mjs and the rules below.
import { HEADERS, headersFor, OTHER_HEADERS } from './policy.mjs';
import { TRUST } from './statement.mjs';
import { OTHER_TYPE, TYPES } from './types.mjs';

/** Their names change with their contents. */
const FOREVER = 'public, max-age=31536000, immutable';
/** The rest is asked for anew each time; most answers are that nothing has changed. */
const ANEW = 'no-cache';

/** What gets smaller on its way. */
const COMPRESSED = ['.css', '.js', '.json', '.svg', '.webmanifest'];

/** What is not the same for all files: names of headers. */
const VARYING = [...new Set(Object.values(OTHER_HEADERS).flatMap((headers) => Object.keys(headers)))];
const COMMON = Object.entries(HEADERS).filter(([name]) => !VARYING.includes(name));

const YOURS = 'touchstone.example';

/** Extensions of each type. */
function extensionsByType() {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [extension, type] of Object.entries(TYPES)) {
    if (type === OTHER_TYPE) continue;
    found.set(type, [...(found.get(type) ?? []), extension.slice(1)]);
  }
  return [...found];
}

/** Of what lies in these folders. @type {Readonly<Record<string, string>>} */
const CACHED = { assets: FOREVER, [TRUST]: ANEW };

/**
 * A file `_headers`, as Netlify and Cloudflare Pages take it. Where several rules fit a file, the one host sends the last
 * value and the other all of them, joined, so that every policy holds at once. So no two rules that fit the same file name the same header: the
 * others stand with each file or folder of the site, and what all have in common in one for all.
 * @param {readonly string[]} paths of the site
 */
export function headersFile(paths) {
  const common = COMMON.map(([name, value]) => `  ${name}: ${value}`);
  const names = [...new Set([...paths, `${TRUST}/`].map((path) => path.replace(/\/.*$/u, '/')))];
  const rules = names
    .filter((name) => !/^[._]/u.test(name))
    .sort()
    .flatMap((name) => {
      const headers = headersFor(name);
      const own = VARYING.flatMap((header) =>
        headers[header] === undefined ? [] : [`  ${header}: ${headers[header]}`],
      );
      const cached = name.endsWith('/') ? CACHED[name.slice(0, -1)] : undefined;
      const more = cached === undefined ? [] : [`  Cache-Control: ${cached}`];
      return addresses(name).flatMap((address) => [address, ...own, ...more]);
    });
  return ['/*', ...common, ...rules, ''].join('\n');
}

/** Under which a host answers with a file, or a folder's. Both serve pages without the ends of their names too. @param {string} name */
function addresses(name) {
  if (name.endsWith('/')) return [`/${name}*`];
  const short = name.replace(/\.html$/u, '');
  if (short === name) return [`/${name}`];
  return [...(short === 'index' ? ['/'] : []), `/${short}`, `/${name}`];
}

/** nginx's, for what lies at a path or in a folder. @param {string} path */
const pattern = (path) => (path.endsWith('/') ? `"~^/${path}"` : `/${path}`);

/** nginx's, for a header. @param {string} name */
const variable = (name) => `$touchstone_${name.toLowerCase().replaceAll('-', '_')}`;

/**
 * A server for nginx, to stand in its `http { }`.
 * @param {{ root?: string, listen?: readonly string[] }} [yours]
 */
export function nginxConfig({
  root = '/srv/touchstone',
  listen = [
    'listen 443 ssl;',
    'listen [::]:443 ssl;',
    `ssl_certificate /etc/ssl/${YOURS}.pem;`,
    `ssl_certificate_key /etc/ssl/${YOURS}.key;`,
    `server_name ${YOURS};`,
  ],
} = {}) {
  const types = extensionsByType().map(([type, names]) => [type.replace(/;.*/, ''), names.join(' ')]);
  const compressed = COMPRESSED.map((extension) => TYPES[extension]?.replace(/;.*/, ''));
  // It counts text/html among them by itself.
  const utf8 = extensionsByType().filter(
    ([type]) => type.includes('charset') && !type.startsWith('text/html'),
  );
  const pages = Object.keys(OTHER_HEADERS);
  return `# Touchstone behind nginx: made by scripts/site/hosting.mjs, and run by a test. Belongs inside of http { }.
# What is empty here is not sent.

${VARYING.map(
  (name) => `map $uri ${variable(name)} {
    default "${HEADERS[name] ?? ''}";
${pages.map((page) => `    ${pattern(page)} "${headersFor(page)[name] ?? ''}";`).join('\n')}
}
`,
).join('\n')}
# What has its own name for each content is kept for good, but not that it is missing.
map "$status $uri" $touchstone_cache {
    default "${ANEW}";
    "~^(200|206|304) /assets/" "${FOREVER}";
}

server {
${listen.map((line) => `    ${line}`).join('\n')}
    root ${root};

    # Nobody needs to know who checks models.
    access_log off;
    server_tokens off;

    # The page sends nothing, so there is nothing to take.
    if ($request_method !~ ^(GET|HEAD)$) {
        return 405;
    }
    # Names with a dot in front are no part of the site, and nobody signs what has them.
    location ~ /\\.(?!well-known/) {
        return 404;
    }
    location / {
        try_files $uri $uri/index.html =404;
    }

    types {
${types.map(([type, names]) => `        ${type} ${names};`).join('\n')}
    }
    default_type ${OTHER_TYPE};
    charset utf-8;
    charset_types ${utf8.map(([type]) => type.replace(/;.*/, '')).join(' ')};
    gzip on;
    gzip_vary on;
    gzip_types ${compressed.join(' ')};

    # One add_header in a location would silence all of these there.
${VARYING.map((name) => `    add_header ${name} ${variable(name)} always;`).join('\n')}
${COMMON.map(([name, value]) => `    add_header ${name} "${value}" always;`).join('\n')}
    add_header Cache-Control $touchstone_cache always;
}
`;
}

/**
 * A Caddyfile.
 * @param {{ root?: string, address?: string, global?: string }} [yours]
 */
export function caddyfile({ root = '/srv/touchstone', address = YOURS, global = '' } = {}) {
  const types = extensionsByType().map(([type, names]) => {
    const paths = [...names.map((name) => `*.${name}`), ...(names.includes('html') ? ['/', '*/'] : [])];
    const matcher = `@${names[0] ?? ''}`;
    return `\t\t${matcher} path ${paths.join(' ')}\n\t\theader ${matcher} Content-Type "${type}"`;
  });
  const other = Object.entries(OTHER_HEADERS).map(([page, headers], at) => {
    const matcher = `@page${String(at)}`;
    const lines = Object.entries(headers).map(([name, value]) =>
      value === null ? `\t\theader ${matcher} -${name}` : `\t\theader ${matcher} ${name} "${value}"`,
    );
    const path = page.endsWith('/') ? `${page}*` : page;
    return [`\t\t${matcher} path /${path}`, ...lines].join('\n');
  });
  return `# Touchstone behind Caddy: made by scripts/site/hosting.mjs, and run by a test. Nobody's visits are logged.
${global}
${address} {
	root * ${root}

	# In this order.
	route {
		header {
${Object.entries(HEADERS)
  .map(([name, value]) => `\t\t\t${name} "${value}"`)
  .join('\n')}
			Cache-Control "${ANEW}"
			Content-Type "${OTHER_TYPE}"
		}
		# By itself: one that takes away waits for the answer, and an error would come without the others.
		header -Server
${other.join('\n')}

		# What has its own name for each content is kept for good.
		@assets path /assets/*
		header @assets Cache-Control "${FOREVER}"

		# A file is what its name says.
${types.join('\n')}

		# The page sends nothing, so there is nothing to take.
		@writing not method GET HEAD
		error @writing 405

		# Names with a dot in front are no part of the site, and nobody signs what has them.
		@hidden {
			path /.* */.*
			not path /.well-known/*
		}
		error @hidden 404

		encode gzip
		file_server
	}

	handle_errors {
		header -Server
		header Cache-Control "${ANEW}"
		header Content-Type "text/plain; charset=utf-8"
		respond "{err.status_code} {err.status_text}" {err.status_code}
	}
}
`;
}
