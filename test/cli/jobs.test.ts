import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseCommandLine } from '../../cli/args.js';

const read = (name: string) => readFile(new URL(`../../examples/jobs/${name}`, import.meta.url), 'utf8');

/** What the shell or the engine puts there is put there. */
async function listCommand(words: readonly string[]) {
  const parsed = parseCommandLine(words);
  if (!parsed.ok || parsed.command.kind !== 'verify-list') throw new Error(JSON.stringify(parsed));
  return Promise.resolve(parsed.command);
}

it('understands the command line of the GitHub workflow, whose matrix is all shards', async () => {
  const text = await read('github-actions.yml');
  const line = /touchstone\.js (verify .*) \\$/mu.exec(text)?.[1] ?? '';
  const words = line.replace('"$SHARD/20"', '19/20').split(' ');
  const command = await listCommand(words);
  expect(command).toMatchObject({ shard: { index: 19, of: 20 }, retry: true, out: 'results/results.jsonl' });
  const shards = JSON.parse(/shard: (\[.*\])/u.exec(text)?.[1] ?? '') as number[];
  expect(shards).toEqual(Array.from({ length: command.shard.of }, (_, i) => i));
});

it('understands the arguments of the Kubernetes Job, whose completions are all shards', async () => {
  const text = await read('kubernetes.yaml');
  const args = /args:\n((?: +- .*\n)+)/u.exec(text)?.[1] ?? '';
  const words = Array.from(args.matchAll(/- '?(.*?)'?$/gmu), ([, word = '']) =>
    word.replace('$(JOB_COMPLETION_INDEX)', '99'),
  );
  const command = await listCommand(words);
  expect(command).toMatchObject({ shard: { index: 99, of: 100 }, retry: true, out: '/results/99.jsonl' });
  expect(text).toContain(`completions: ${String(command.shard.of)}\n`);
});
