import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { siteFiles } from '../../scripts/site/files.mjs';
import { copyElsewhere, ROOT, type Elsewhere } from './elsewhere.js';

const run = promisify(execFile);
/** It takes 10 s alone, and many times that beside other work. In milliseconds. */
const PATIENCE = 200_000;

let elsewhere: Elsewhere | undefined;
afterAll(() => elsewhere?.remove());

const digests = async (folder: string) =>
  Object.fromEntries((await siteFiles(folder)).map(({ path, sha256 }) => [path, sha256]));

/** Declarations are the compiler's, which takes as long as all the rest; a build by hand makes them too. */
const withoutTypes = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('lib/types/')));

it(
  'a build in another folder, time zone and language gives the same bytes as dist/',
  async () => {
    elsewhere = await copyElsewhere();
    const { folder } = elsewhere;
    const env = {
      ...process.env,
      TZ: 'Asia/Kolkata',
      LC_ALL: 'C',
      LANG: 'tr_TR.UTF-8',
      NODE_ENV: 'development',
    };
    await run(process.execPath, ['scripts/build.mjs', '--without-types'], {
      cwd: folder,
      env,
      timeout: PATIENCE,
    });

    const [first, second] = [await digests(join(ROOT, 'dist')), await digests(join(folder, 'dist'))];
    expect(Object.keys(second).length).toBeGreaterThan(40);
    expect(second).toEqual(withoutTypes(first));
  },
  PATIENCE + 30_000,
);
