import type { Catalogue } from '../english.js';

export const embed: Catalogue['embed'] = {
  documentTitle: 'Touchstone in einer anderen Seite',
  title: 'Nichts wurde geprüft',
  waiting: 'Wartet auf die Seite ringsum.',
  alone:
    'Diese Seite prüft eine Signatur innerhalb einer fremden Seite, wenn jene darum bittet. Für sich allein tut sie nichts.',
  allowed: (origin) =>
    `Von wo dieser Rahmen kommt, wird für Seiten von ${origin} nicht geprüft. Wer Touchstone dort betreibt, kann das erlauben.`,
  sameOrigin:
    'Die Seite um diesen Rahmen ist von derselben Stelle wie er und könnte ändern, was hier steht. Darum wird in ihm nichts geprüft.',
  settings:
    'Für welche Seiten hier geprüft wird, war gerade nicht zu erfahren. Laden Sie die Seite um diesen Rahmen neu.',
  version:
    'Die Seite um diesen Rahmen spricht eine andere Fassung seines Protokolls. Wer jene Seite gemacht hat, kann das beheben.',
  unread: 'Worum die Seite um diesen Rahmen gebeten hat, ist hier nicht zu lesen.',
  flood:
    'Die Seite um diesen Rahmen hat mehr Nachrichten geschickt, als hier gelesen werden. Laden Sie sie neu.',
  broken:
    'Ein Teil dieses Rahmens konnte nicht geladen werden oder ist nicht der, mit dem er gebaut wurde. Laden Sie die Seite ringsum neu.',
  open: 'Selbst prüfen mit Touchstone',
};
