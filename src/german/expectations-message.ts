import type { ExpectationsProblem, ExpectationsReason } from '../expectations-problem.js';
import type { Message } from '../message.js';
import { quote, quoted } from '../quote.js';
import { date } from './phrases.js';

/** They follow “die Datei” or the name of a place in it. */
export const EXPECTATIONS_PROBLEMS: Readonly<Record<ExpectationsProblem, string>> = {
  unreadable: 'konnte nicht gelesen werden',
  'too-large': 'ist zu groß',
  empty: 'ist leer',
  'not-json': 'ist kein JSON oder unvollständig',
  'duplicate-key': 'enthält einen Schlüssel zweimal an einer Stelle',
  'too-deep': 'ist zu tief geschachtelt',
  version: 'hat eine Version, die wir nicht kennen',
  'unknown-member': 'gehört nicht zu diesem Format',
  missing: 'fehlt',
  'not-an-object': 'ist kein Objekt',
  'not-a-list': 'ist keine Liste',
  'not-a-text': 'ist kein Text',
  'not-true': 'kann nur true sein (lassen Sie es sonst weg)',
  'too-long': 'ist zu lang',
  'too-many': 'hat zu viele Einträge',
  'not-one-of-them': 'braucht genau eines von mehreren Feldern',
  value: 'ist keiner der Werte, die dort stehen dürfen',
  'pattern-too-wide':
    'würde auf zu vieles passen: mindestens vier Zeichen in Folge müssen für sich selbst stehen',
  'not-a-digest': 'ist keine SHA-256-Prüfsumme aus 64 kleingeschriebenen Hexadezimalziffern',
  'not-a-fingerprint': 'ist kein SHA-256-Fingerabdruck',
  'not-a-file-type': 'ist weder eine Endung wie “.json” noch ein Dateiname, jeweils kleingeschrieben',
  'not-a-time': 'ist weder ein Tag wie 2026-01-31 noch ein Zeitpunkt wie 2026-01-31T12:00:00Z',
  'ends-before-it-begins': 'endet, bevor es beginnt',
  repeated: 'wiederholt, was schon gesagt ist',
  'in-two-entries': 'betrifft dasselbe wie ein anderer Eintrag zur selben Zeit',
  'unknown-name': 'ist kein Name von etwas in dieser Datei',
};

const ASK = 'Fragen Sie die Organisation, was sie will, und verwenden Sie das Modell so lange nicht.';

export function expectationsMessage(reason: ExpectationsReason): Message {
  switch (reason.code) {
    case 'expectations-unusable': {
      const detail = reason.detail === '' ? '' : ` (${quoted(reason.detail)})`;
      const what = `${EXPECTATIONS_PROBLEMS[reason.problem]}${detail}.`;
      return {
        text:
          reason.at === ''
            ? `Die Erwartungsdatei ${what}`
            : `Die Erwartungsdatei ist nicht verwendbar: ${quote(reason.at)} ${what}`,
        wayOut:
          'Bitten Sie den Verfasser der Datei, sie zu berichtigen. Bis dahin zählt nichts von ihrem Inhalt.',
      };
    }
    case 'expectations-expired': {
      const { organisation, entry, notBefore, notAfter } = reason;
      const what =
        entry === null
          ? `Die Erwartungsdatei von ${quoted(organisation)}`
          : `Der Eintrag ${quoted(entry)} in der Erwartungsdatei von ${quoted(organisation)}`;
      return {
        text:
          notBefore === null
            ? `${what} galt bis zum ${date(notAfter ?? '')}.`
            : `${what} gilt erst ab dem ${date(notBefore)}.`,
        wayOut: 'Bitten Sie die Organisation um ihre aktuelle Datei.',
      };
    }
    case 'expectations-ambiguous':
      return {
        text: `Mehrere Einträge in der Erwartungsdatei von ${quoted(reason.organisation)} betreffen dieses Modell: ${reason.entries.slice(0, 5).map(quoted).join(', ')}.`,
        wayOut:
          'Fragen Sie die Organisation, welcher davon gemeint ist, und bitten Sie um eine Datei, die das sagt.',
      };
    case 'expectations-silent':
      return {
        text: `Die Erwartungsdatei von ${quoted(reason.organisation)} sagt nichts über dieses Modell und nennt keinen Herausgeber, der es signiert hat.`,
        wayOut: 'Fragen Sie die Organisation, oder geben Sie selbst an, wen Sie erwarten.',
      };
    case 'log-required':
      return {
        text: `${quoted(reason.organisation)} verlangt einen Eintrag in einem Transparenzprotokoll, und hier ist keiner bestätigt.`,
        wayOut: ASK,
      };
    case 'timestamp-required':
      return {
        text: `${quoted(reason.organisation)} verlangt die Bestätigung eines Zeitstempeldienstes, und hier liegt keine vor.`,
        wayOut: ASK,
      };
    case 'algorithm-not-allowed': {
      const { organisation, what, algorithm, allowed } = reason;
      const used = algorithm === '' ? 'nicht erkennbar' : quote(algorithm);
      const only = `${quoted(organisation)} erlaubt nur ${allowed.map(quote).join(', ')}`;
      return {
        text:
          what === 'hash'
            ? `Die Prüfsummen der Dateien sind von einer nicht erlaubten Art (${used}): ${only}.`
            : `Der Schlüssel der Signatur ist von einer nicht erlaubten Art (${used}): ${only}.`,
        wayOut: ASK,
      };
    }
    case 'file-type-not-allowed': {
      const { organisation, path, type, count } = reason;
      const others =
        count === 2 ? ' und 1 andere Datei sind' : ` und ${String(count - 1)} andere Dateien sind`;
      return {
        text: `${quoted(path)}${count === 1 ? ' ist' : others} von einem Typ, den ${quoted(organisation)} nicht erlaubt (${quoted(type)}).`,
        wayOut: 'Öffnen Sie das nicht. Bitten Sie den Herausgeber um das Modell in einem erlaubten Format.',
      };
    }
  }
}
