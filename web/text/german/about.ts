import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const about: Catalogue['about'] = {
  link: 'Über diese Seite',
  back: 'Zurück zum Prüfen',
  title: 'Über diese Seite',
  lead: 'Welche Seite das ist, woran Sie sehen, dass sie nichts sendet, und was Sie über sie wissen können und was nicht.',
  version: 'Fassung',
  build: 'Bau',
  shortBuild: (digest) => `Bau ${digest}`,
  noBuild: 'Nicht bekannt: Neben dieser Seite liegt keine Aussage über ihren Bau.',
  buildNote:
    'Eine Prüfsumme über alle Dateien dieser Seite, wie sie gebaut wurde. Das sagt die Seite selbst, und eine gefälschte könnte dasselbe sagen: Vergleichen Sie von außen, mit der Prüfsumme, die der Herausgeber nennt.',
  kept: {
    title: 'Ohne Netz',
    unknown: 'Der Rest dieser Seite wird noch geladen.',
    unsupported:
      'Dieser Browser behält keine Kopie der Seite, wie in manchen privaten Fenstern. Solange die Seite offen ist, gehen Prüfungen auch ohne Netz; um sie zu öffnen, braucht es das Netz.',
    keeping: 'Eine Kopie wird auf diesem Gerät abgelegt.',
    kept: 'Auf diesem Gerät liegt eine Kopie, in der jede Datei mit der gebauten verglichen wurde. Sie öffnet sich ohne Netz.',
    'not-kept':
      'Es konnte keine Kopie abgelegt werden: Eine Datei kam nicht an oder ist nicht die, die gebaut wurde. Laden Sie neu, um es noch einmal zu versuchen. Hilft das nicht, dann hat der Betreiber dieser Seite sie verändert.',
  },
  keptShort: {
    kept: 'Die Seite liegt auf diesem Gerät und öffnet sich auch ohne Netz.',
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
      'Sie gilt, sobald alle Fenster von Touchstone geschlossen sind, oder jetzt. Dann fängt dieses Fenster von vorn an.',
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
    name: (name) => [foreign(name, 'strong'), ' wurde mit Touchstone geöffnet.'],
    next: 'Wählen Sie jetzt das Modell, für das sie gemacht wurde.',
    aside: 'Beiseitelegen',
    unread: 'Sie lässt sich nicht als Signatur lesen:',
    lost: 'Was geteilt wurde, konnte nicht angenommen werden: Es war keine Datei, oder sie ist größer, als eine Signatur sein kann.',
  },
};
