import {
  quote,
  quoted,
  type LeftOut,
  type NotChecked,
  type Report,
  type TrustFacts,
} from '../../src/index.js';
import type { Catalogue } from '../text/english.js';
import { isByDigest, onlySome } from './files.js';
import { sentences } from './sentence.js';
import type { Wording } from './wording.js';

/** What was compared, where that is less than names and bytes, or is not what lies here. Quotes others. */
export function comparedBy(report: Report, wording: Wording): string | null {
  const { verdict } = wording.words;
  const byDigest = isByDigest(report) ? verdict.byDigest : null;
  const some = onlySome(report) === null ? null : verdict.onlySome;
  const way = byWhichWay(report, wording);
  return byDigest === null && some === null && way === null ? null : sentences(way, byDigest, some);
}

/** Whose word it is what was compared, and where that lies, if a host was asked. */
function byWhichWay({ model, rows }: Report, { words: { hub } }: Wording): string | null {
  const { remote, source } = model;
  if (remote === undefined) return null;
  const host = quoted(remote.host);
  if (source === 'hub-listing') return hub.done.reported(host);
  if (rows.files.value === 'not-checked') return null;
  return source === 'streamed' ? hub.done.streamed(host) : hub.done.downloaded(host);
}

/** The line under the headline that bounds what was looked at. */
export function amongTheFiles(report: Report, { words }: Wording): string {
  const { shown } = words.verdict;
  return report.rows.files.value === 'not-checked' ? shown.nothing : shownBy(report.model, shown);
}

/** By each way of choosing, what it shows and what it does not. */
function shownBy({ cannotSee }: Report['model'], shown: Catalogue['verdict']['shown']): string {
  if (cannotSee.length === 0) return shown.all;
  if (cannotSee.includes('unlisted-files')) return shown.listed;
  if (cannotSee.includes('odd-names')) return shown.noOddNames;
  if (cannotSee.includes('hidden-names')) return shown.noHiddenNames;
  return cannotSee.includes('empty-directories') ? shown.noEmptyFolders : shown.chosen;
}

export function notCheckedWords(item: NotChecked, { words: { extent } }: Wording): string {
  return item.code === 'files' ? extent.noFiles[item.why] : extent.notChecked[item.code];
}

export function leftOutWords({ by, rule }: LeftOut, { words }: Wording): string {
  return words.extent.by[by](quote(rule));
}

export function trustSourceWords({ source, material }: TrustFacts, { words }: Wording): string {
  const { sources } = words.evidence;
  return source === 'supplied' && material.length === 0 ? sources.fingerprint : sources[source];
}

/** A trusted root that was supplied has no name of its own. May be the attacker's text. */
export function materialName(
  { kind, name }: TrustFacts['material'][number],
  { source }: TrustFacts,
  { words }: Wording,
): string {
  return kind === 'trusted-root' && source === 'supplied' ? words.evidence.suppliedRoot : name;
}

/** Of when a trusted root is, and by which root of which repository; null where that is not known. */
export function rootOriginWords({ root }: TrustFacts, { words }: Wording): string | null {
  if (root?.asOf == null || root.ageDays === null) return null;
  const { repository, rootVersion } = root;
  return words.evidence.rootOrigin(root.asOf, root.ageDays, rootVersion, quote(repository ?? ''));
}

/** What must not be overlooked beside the headline: that what a check relied on is old. */
export function staleWords({ notes }: Report, { prose }: Wording): string | null {
  const stale = notes.find(({ code }) => code === 'trust-stale');
  return stale === undefined ? null : prose.noteText(stale);
}

/** Whether a Sigstore that the person installed was asked: by their file, or by what an update put in its place. */
export function isInstalled({ source, basis }: TrustFacts): boolean {
  return (
    source === 'supplied' || (source === 'refreshed' && (basis.kind === 'person' || basis.kind === 'link'))
  );
}

/** Behind the trust material: which Sigstore it is, by the person's own name for it. */
export function installedByYou(installed: string | null, { words }: Wording): string {
  return installed === null ? '' : words.evidence.installed(quote(installed));
}
