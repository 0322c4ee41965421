import type { Catalogue } from '../english.js';
import { counted } from './format.js';

export const print: Catalogue['print'] = {
  button: 'Drucken oder als PDF speichern',
  title: 'Protokoll einer Prüfung',
  what: 'Was',
  signer: 'Die Signatur nennt',
  byIdentity: (identity, issuer) => `${identity}, bestätigt von ${issuer}`,
  byCertificate: (subject, fingerprint) => `${subject}, Zertifikat mit SHA-256 ${fingerprint}`,
  byKey: (fingerprint) =>
    fingerprint === null
      ? 'einen Schlüssel, ohne Namen'
      : `einen Schlüssel mit dem Fingerabdruck ${fingerprint}`,
  when: 'Wann',
  at: (time, duration) => `${time}, nach der Uhr dieses Rechners; Dauer: ${duration}`,
  tool: 'Womit',
  expected: 'Erwartet',
  basis: 'Auf wessen Wort',
  relied: 'Gestützt auf',
  question: 'Frage',
  answer: 'Antwort',
  record: 'Was das ist',
  isRecord:
    'Ein Protokoll, das dieses Programm auf diesem Rechner angelegt hat. Es sagt so viel, wie Sie diesem Rechner und dem trauen, der ihn benutzt hat. Der JSON-Bericht gehört dazu; in ihm steht alles.',
  reviewed: 'Durchgesehen von, am',
  files: 'Die Dateien',
  path: 'Pfad',
  state: 'Zustand',
  size: 'Größe in Bytes',
  digest: 'Prüfsumme',
  more: (count) => `Und ${counted(count, 'weitere Datei', 'weitere Dateien')}, nur im JSON-Bericht.`,
};

export const controls: Catalogue['controls'] = {
  title: 'Für die Revision',
  introduction:
    'Anforderungen, die solche Prüfungen verlangen, in unseren Worten: Verbindlich ist der Wortlaut des jeweiligen Katalogs. Ein Protokoll ist für sie ein Nachweis unter mehreren, nie der ganze.',
  name: 'Anforderung',
  asks: 'Verlangt',
  shows: 'Dieses Protokoll zeigt',
  misses: 'Es zeigt nicht',
  notVerified: (verdict) => `Dass geprüft wurde, und wie es ausging: ${verdict}.`,
  sample: 'Nichts: Geprüft wurde das Beispiel.',
  all: {
    mds09: {
      name: 'CSA AI Controls Matrix, MDS-09: Model Signing/Ownership Verification; Frage MDS-09.1 im AI-CAIQ',
      asks: 'Dass Modelle signiert sind und dass Signaturen geprüft werden, wann immer ein Modell den Besitzer wechselt oder aus einem Speicher geladen wird.',
      shows: 'Dass diese Signatur geprüft wurde: wann, womit, und wen sie nennt.',
      misses: 'Dass es jedes Mal geschieht. Wem das Modell gehört.',
    },
    ms27005: {
      name: 'NIST AI 600-1, Maßnahme MS-2.7-005',
      asks: 'Zu messen, wie verlässlich Verfahren der Authentisierung sind, darunter kryptographische Signaturen und Prüfungen der Integrität, mit den Raten richtiger und falscher Ergebnisse.',
      shows: 'Ein Ergebnis eines solchen Verfahrens, mit dem, worauf es beruht.',
      misses:
        'Raten: Dazu braucht es viele Prüfungen an Modellen, von denen man weiß, ob sie gut oder schlecht sind.',
    },
    art151: {
      name: 'KI-Verordnung (EU) 2024/1689, Art. 15 Abs. 1',
      asks: 'Dass Hochrisiko-KI-Systeme ein angemessenes Maß an Genauigkeit, Robustheit und Cybersicherheit erreichen und über ihren Lebenszyklus halten.',
      shows: 'Dass diese Dateien zu jener Zeit die waren, die der genannte Unterzeichner signiert hat.',
      misses: 'Genauigkeit und Robustheit. Was im System um das Modell herum ist.',
    },
    art155: {
      name: 'KI-Verordnung (EU) 2024/1689, Art. 15 Abs. 5',
      asks: 'Widerstand gegen Dritte, die Verwendung, Ausgaben oder Leistung verändern wollen; gegebenenfalls unter anderem Maßnahmen gegen manipulierte Trainingsdaten und vortrainierte Bestandteile.',
      shows: 'Dass die Dateien nicht verändert wurden, nachdem sie signiert waren.',
      misses: 'Was in ihnen war, als sie signiert wurden: Auch ein vergiftetes Modell lässt sich signieren.',
    },
    iso826: {
      name: 'ISO/IEC 27002:2022, 8.26: Anforderungen an die Anwendungssicherheit',
      asks: 'Dass Anforderungen der Informationssicherheit ermittelt, festgelegt und genehmigt werden, wenn Anwendungen entwickelt oder beschafft werden.',
      shows: 'Dass Integrität und Herkunft dieses Modells geprüft wurden, sofern das eine Anforderung war.',
      misses: 'Dass die Anforderung festgelegt und genehmigt wurde.',
    },
    dm03: {
      name: 'BSI AIC4, DM-03: Nachvollziehbarkeit der Datenquelle',
      asks: 'Dass die Datenquellen, die ein KI-Dienst benutzt, mit ihrem Zweck dokumentiert sind.',
      shows:
        'Wer diese Dateien signiert hat, und ihre Prüfsummen: ein Eintrag für eine solche Dokumentation.',
      misses: 'Womit das Modell trainiert wurde. Zwecke.',
    },
    dm04: {
      name: 'BSI AIC4, DM-04: Glaubwürdigkeit von Datenquellen',
      asks: 'Dass Quellen für die Entwicklung auf Glaubwürdigkeit und Brauchbarkeit bewertet werden, mit ihrer Herkunft und ihrem Schutz.',
      shows: 'Die Herkunft, durch eine geprüfte Signatur, und dass sich seither nichts geändert hat.',
      misses: 'Ob diese Quelle Glauben verdient. Qualität.',
    },
  },
};
