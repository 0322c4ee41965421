import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const { devDependencies, ...rest } = JSON.parse(await read('package.json')) as {
  readonly devDependencies: Record<string, string>;
};

it('every dependency is of an exact version', () => {
  const loose = Object.entries(devDependencies).filter(
    ([, version]) => !/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/u.test(version),
  );
  expect(loose).toEqual([]);
  // Everything is bundled at build time.
  expect(Object.keys(rest).filter((name) => /dependencies/iu.test(name))).toEqual([]);
});

it("README's table has every dependency once, with what it is for", async () => {
  const section = (await read('README.md')).split('\n## Dependencies\n')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| *(.+?) *\| *(.+?) *\|$/gmu)].slice(2);
  expect(rows.every(([, , reason = '']) => reason.length > 3)).toBe(true);
  const named = rows.flatMap(([, names = '']) => names.split(', '));
  expect(named.toSorted()).toEqual(Object.keys(devDependencies).toSorted());
});
