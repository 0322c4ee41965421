import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const about: Catalogue['about'] = {
  link: 'Über diese Seite',
  back: 'Zurück zum Prüfen',
  title: 'Über diese Seite',
  lead: 'Welche Seite das ist, woran Sie sehen, dass sie nichts sendet, und was Sie über sie wissen können und was nicht.',
  version: 'Fassung',
  build: 'Bau',
  thisBuild: 'diesem Bau',
  shortBuild: (digest) => `Bau ${digest}`,
  noBuild: 'Nicht bekannt: Neben dieser Seite liegt keine Aussage über ihren Bau.',
  buildNote:
    'Eine Prüfsumme über alle Dateien dieser Seite, wie sie gebaut wurde. Das sagt die Seite selbst, und eine gefälschte könnte dasselbe sagen: Vergleichen Sie von außen, mit der Prüfsumme eines eigenen Baus, oder mit der, die der Herausgeber nennt.',
  kept: {
    title: 'Ohne Netz',
    unknown: 'Der Rest dieser Seite wird noch geladen.',
    unsupported:
      'Dieser Browser behält keine Kopie der Seite: Das Fenster ist ein privates, oder die Seite kam nicht über https. Solange die Seite offen ist, gehen Prüfungen auch ohne Netz; um sie zu öffnen, braucht es das Netz.',
    keeping: 'Eine Kopie wird auf diesem Gerät abgelegt.',
    kept: 'Auf diesem Gerät liegt eine Kopie, in der jede Datei die ist, die dieser Bau nennt; die Einstellungen des Betreibers gehören nicht dazu. Sie öffnet sich ohne Netz.',
    'not-kept':
      'Es konnte keine Kopie abgelegt werden: Es ist kein Platz dafür da, oder dieser Browser erlaubt es nicht, oder eine Datei kam nicht an oder ist nicht die, die gebaut wurde. Laden Sie mit Netz neu, um es noch einmal zu versuchen. Hilft das nicht, sagen Sie es denen, die diese Seite betreiben.',
  },
  keptShort: {
    kept: 'Die Seite liegt auf diesem Gerät: Sie öffnet sich und prüft auch ohne Netz.',
    'not-kept': 'Auf diesem Gerät konnte keine Kopie der Seite abgelegt werden.',
  },
  install: {
    title: 'Als App',
    why: 'Installiert hat sie ein eigenes Fenster, öffnet Signaturdateien (.sig) aus Ihrer Dateiverwaltung und nimmt am Telefon Signaturen an, die mit ihr geteilt werden.',
    button: 'Installieren',
    elsewhere:
      'Wenn Ihr Browser sie installieren kann, bietet er es in seinem Menü oder neben der Adresse an.',
    is: 'Sie ist installiert: Dieses Fenster ist die App.',
  },
  licences: 'Lizenzen dessen, was diese Seite enthält (auf Englisch)',
  know: 'Was Sie über die Seite wissen können, die bei Ihnen läuft, und was nicht (auf Englisch)',
  update: {
    title: 'Eine neue Fassung dieser Seite ist da',
    ready:
      'Verwenden Sie sie jetzt, dann fängt dieses Fenster von vorn an: Was darin steht, ist weg, wenn Sie es nicht gespeichert haben. Oder machen Sie weiter: Sie gilt, sobald alle Fenster von Touchstone geschlossen sind.',
    asked: 'Die neue Fassung wird übernommen.',
    busy: 'In einem anderen Fenster läuft eine Prüfung. Die neue Fassung gilt, wenn sie zu Ende ist und Sie noch einmal darum bitten.',
    checking: 'Während einer Prüfung wird sie nie übernommen.',
    elsewhere:
      'Ein anderes Fenster verwendet sie schon. In diesem läuft noch die bisherige; laden Sie neu, wenn Sie hier fertig sind.',
    now: 'Jetzt verwenden',
    reload: 'Neu laden',
    later: 'Später',
  },
  handed: {
    title: 'Eine Signatur wartet auf ihr Modell',
    name: (name) => [
      foreign(name, 'strong'),
      ' wurde Touchstone übergeben, von Ihrem Gerät oder von einer Website.',
    ],
    byLink: (name) => [foreign(name, 'strong'), ' kam mit dem Link, der diese Seite geöffnet hat.'],
    next: 'Wählen Sie jetzt das Modell, für das sie gemacht wurde.',
    aside: 'Beiseitelegen',
    unreadTitle: 'Diese Datei ist keine Signatur, die Touchstone lesen kann',
    unread:
      'Auch andere Programme wie OpenPGP nennen ihre Dateien so. Wenn es eine Sigstore-Signaturdatei sein sollte, holen Sie sie noch einmal von dort, woher das Modell kam.',
    lost: 'Was geteilt wurde, konnte nicht angenommen werden: Es war keine Datei, oder sie ist größer, als eine Signatur sein kann.',
  },
};
