import type { MessageText } from "./message-text";

/** German. Umlauts and ß belong to the GSM 7-bit alphabet, typographic quotation marks do not. */
export const de: MessageText = {
  confirm: {
    subject: ({ brand, code }) => `${code} ist Ihr Code für ${brand}`,
    heading: ({ brand }) => `Bestätigen Sie Ihre Adresse für ${brand}`,
    instruction: ({ life }) =>
      `Geben Sie diesen Code dort ein, wo Sie danach gefragt wurden. Er gilt ${life}.`,
    alternative: "Oder bestätigen Sie mit dieser Schaltfläche. Das geht auch auf einem anderen Gerät.",
    button: "Adresse bestätigen",
    linkSubject: ({ brand }) => `Bestätigen Sie Ihre Adresse für ${brand}`,
    linkInstruction: ({ life }) =>
      `Bestätigen Sie mit dieser Schaltfläche, auf einem beliebigen Gerät. Sie gilt ${life}.`,
    sms: ({ brand, code, life }) => `${code} ist Ihr Code für ${brand}, gültig ${life}. Nie weitergeben.`,
  },
  authenticate: {
    subject: ({ brand, code }) => `${code} ist Ihr Anmeldecode für ${brand}`,
    heading: ({ brand }) => `Bei ${brand} anmelden`,
    instruction: ({ life }) => `Geben Sie diesen Code ein, um sich anzumelden. Er gilt ${life}.`,
    alternative:
      "Oder geben Sie die Anmeldung mit dieser Schaltfläche frei. Das geht auch auf einem anderen Gerät.",
    button: "Anmeldung freigeben",
    linkSubject: ({ brand }) => `Bei ${brand} anmelden`,
    linkInstruction: ({ life }) =>
      `Geben Sie die Anmeldung mit dieser Schaltfläche frei, auf einem beliebigen Gerät. Sie gilt ${life}.`,
    sms: ({ brand, code, life }) =>
      `${code} ist Ihr Anmeldecode für ${brand}, gültig ${life}. Nie weitergeben.`,
  },
  preheader: ({ brand, life }) => `Der Code von ${brand} in dieser Nachricht gilt ${life}.`,
  linkPreheader: ({ brand, life }) => `Der Link von ${brand} in dieser Nachricht gilt ${life}.`,
  openOnlyLink: "Öffnen Sie diese Seite, hier oder auf einem anderen Gerät, und bestätigen Sie dort:",
  openLink: "Oder öffnen Sie diese Seite, hier oder auf einem anderen Gerät, und bestätigen Sie dort:",
  neverAsked: ({ brand }) =>
    `Niemand bei ${brand} fragt Sie je nach diesem Code, weder am Telefon noch per E-Mail. Geben Sie ihn nicht weiter.`,
  notYou:
    "Wenn Sie das nicht waren, ignorieren Sie diese Nachricht: Ohne den Code geschieht nichts. Um es uns zu sagen, öffnen Sie den Link und wählen Sie „Nein, das war ich nicht“.",
  neverAskedForLink: ({ brand }) =>
    `Niemand bei ${brand} bittet Sie je, diese Nachricht weiterzuleiten. Geben Sie sie nicht weiter.`,
  notYouWithoutLink:
    "Wenn Sie das nicht waren, ignorieren Sie diese Nachricht: Ohne den Code geschieht nichts.",
  notYouWithoutCode:
    "Wenn Sie das nicht waren, ignorieren Sie diese Nachricht: Es geschieht nichts, solange niemand bestätigt. Um es uns zu sagen, öffnen Sie den Link und wählen Sie „Nein, das war ich nicht“.",
  support: (address) => `Fragen? Schreiben Sie an ${address}.`,
  call: {
    language: "de-DE",
    greeting: (brand) => `Guten Tag. Dies ist ein automatischer Anruf von ${brand}.`,
    code: (digits) => `Ihr Code lautet: ${digits}.`,
    again: (digits) => `Noch einmal, Ihr Code lautet: ${digits}.`,
    goodbye: "Geben Sie ihn nie weiter. Auf Wiederhören.",
    test: (brand) => `Dies ist ein Testanruf für ${brand}. Sie müssen nichts tun. Auf Wiederhören.`,
  },
  test: {
    subject: (brand) => `Testnachricht für ${brand}`,
    heading: "Es funktioniert",
    text: (brand) => `So kommen Nachrichten von ${brand} an. Sie müssen nichts tun.`,
    footer: "Gesendet, weil in der Konsole „Test“ gedrückt wurde.",
    sms: (brand) => `Testnachricht für ${brand}. Sie müssen nichts tun.`,
  },
};
