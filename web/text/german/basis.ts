import type { Catalogue } from '../english.js';

export const basis: Catalogue['basis'] = {
  same: (name, at) => `Sie haben sich diesen Unterzeichner am ${at} als ${name} gemerkt.`,
  sameClaim: (name, at) =>
    `Sie haben sich diesen Unterzeichner am ${at} als ${name} gemerkt, aber nur als Angabe, die niemand bestätigt hatte.`,
  other: (name, at) => `Als ${name} haben Sie sich am ${at} jemand anderen gemerkt.`,
  stated: (organisation, entry) =>
    `Das ist mit der Datei der Erwartungen von ${organisation} verglichen, Eintrag ${entry}.`,
  silent: (organisation) => `Die Datei der Erwartungen von ${organisation} sagt über dieses Modell nichts.`,
  claimed: {
    host: {
      same: 'Die Seite, die diese Prüfung gezeigt hat, nennt denselben Unterzeichner; das bestätigt nichts.',
      other: 'Das ist nicht der Unterzeichner, den die Seite nennt, die diese Prüfung gezeigt hat.',
      term: (term) => `${term} (nach der Seite, die die Prüfung gezeigt hat, nicht nach Ihnen)`,
    },
    link: {
      same: 'Der Link, der diese Seite geöffnet hat, nennt denselben Unterzeichner; das bestätigt nichts.',
      other: 'Das ist nicht der Unterzeichner, den der Link nennt, der diese Seite geöffnet hat.',
      term: (term) => `${term} (nach dem Link, nicht nach Ihnen)`,
    },
  },
  record: {
    nobody: 'niemandes: Es wurde kein Unterzeichner genannt',
    person: 'auf das der Person, die geprüft hat',
    host: 'niemandes: Nur die Seite, die die Prüfung zeigte, hat einen Unterzeichner genannt',
    link: 'niemandes: Nur der Link, der die Seite geöffnet hat, hat einen Unterzeichner genannt',
    pin: (name, at) =>
      `auf das der Person: Sie hat sich diesen Unterzeichner am ${at} nach einer bestätigten Prüfung als ${name} gemerkt`,
    claim: (name, at) =>
      `niemandes: Der Unterzeichner war am ${at} als ${name} gemerkt worden, aber nur als Angabe, die niemand bestätigt hatte`,
    organisation: (organisation, entry, sha256) =>
      `auf die Datei der Erwartungen von ${organisation}, ${entry === null ? 'die über dieses Modell nichts sagt' : `Eintrag ${entry}`} (SHA-256 ${sha256})`,
  },
};
