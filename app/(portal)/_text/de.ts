import type { PortalText } from "./en";

export const de: PortalText = {
  title: "Bestätigung",
  askedBy: (brand) => `Für ${brand}`,

  choose: {
    title: "Bestätigen Sie, dass Sie erreichbar sind",
    lead: (brand) => `${brand} bittet Sie, eine Adresse zu bestätigen. Wir senden einen Code dorthin.`,
    email: "E-Mail-Adresse",
    phone: "Telefonnummer",
    country: "Land",
    byPhone: "Lieber eine Telefonnummer verwenden",
    byEmail: "Lieber eine E-Mail-Adresse verwenden",
    send: "Code senden",
    phoneHint: "So wie Sie zu Hause wählen, oder mit + und Ländervorwahl.",
    back: "Zurück zum Code",
    or: "oder",
    withProvider: (name) => `Weiter mit ${name}`,
    socialTitle: "Bestätigen Sie, dass Sie es sind",
    socialLead: (brand) => `${brand} bittet Sie, eines Ihrer Konten zu bestätigen.`,
  },

  authorizationError: {
    title: "Das hat nicht geklappt",
    denied:
      "Es wurde nichts bestätigt: Sie haben abgelehnt oder sind zurückgegangen. Sie können es noch einmal versuchen.",
    failed:
      "Die Anmeldung hat nicht geklappt, und es wurde nichts bestätigt. Bitte versuchen Sie es noch einmal.",
    unavailable:
      "Dieser Anmeldedienst antwortet im Moment nicht. Bitte versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.",
    disabled:
      "Dieser Anmeldedienst kann hier nicht mehr verwendet werden. Bitte nehmen Sie einen anderen Weg.",
    used: "Diese Anmeldung wurde schon verwendet. Bitte beginnen Sie noch einmal.",
    expired: "Das hat zu lange gedauert. Bitte beginnen Sie noch einmal.",
    otherBrowser:
      "Diese Anmeldung wurde in einem anderen Browser begonnen, oder dieser hat das Cookie verloren. Bitte gehen Sie zurück zu der Seite, auf der Sie begonnen haben, und beginnen Sie dort noch einmal, mit erlaubten Cookies.",
    unknown:
      "Von dieser Anmeldung wissen wir nichts. Bitte gehen Sie dorthin zurück, woher Sie kamen, und beginnen Sie noch einmal.",
    taken: "Dieses Konto gehört hier schon jemand anderem. Bitte verwenden Sie ein anderes.",
    exhausted:
      "Das waren viele Versuche. Bitte gehen Sie dorthin zurück, woher Sie kamen, und beginnen Sie noch einmal.",
    fixed: "Das kann so nicht bestätigt werden. Bitte nehmen Sie den Weg, der hier steht.",
  },

  sent: {
    title: { email: "Sehen Sie in Ihr Postfach", sms: "Sehen Sie in Ihre Nachrichten" },
    lead: {
      email: (to) => `Wir haben einen Code an ${to} gesendet.`,
      sms: (to) => `Wir haben einen Code per SMS an ${to} gesendet.`,
    },
    linkToo: "Dieselbe Nachricht enthält einen Link, der genauso gilt, auf jedem Gerät.",
    code: "Code",
    submit: "Bestätigen",
    timeLeft: "Der Code gilt noch",
    timeOver: "Der Code ist abgelaufen.",
    resend: "Noch einmal senden",
    resendIn: "Noch einmal senden können Sie in",
    resent:
      "Noch einmal gesendet. Der Code ist derselbe wie zuvor, falls die neue Nachricht nichts anderes sagt.",
    change: "Andere Adresse verwenden",
    noMoreSends: "Für diese Bestätigung können keine weiteren Nachrichten gesendet werden.",
    waiting: "Diese Seite geht von selbst weiter, wenn Sie den Link verwenden.",
    help: "Nichts angekommen?",
    helpFor: {
      waiting: "Die Nachricht ist unterwegs zum Mailserver. Das kann eine Minute dauern.",
      accepted:
        "Die Nachricht wurde übergeben. Bitte sehen Sie auch im Spam-Ordner nach; manche Server lassen neue Absender einige Minuten warten.",
      failed: "Die Nachricht konnte nicht zugestellt werden. Bitte prüfen Sie die Adresse auf Tippfehler.",
      smsAccepted:
        "Die Nachricht wurde dem Netzbetreiber übergeben. Bitte prüfen Sie, ob das Telefon Empfang hat.",
    },
  },

  done: {
    title: "Bestätigt",
    lead: (to) => `${to} ist bestätigt.`,
    leadPlain: "Ihre Adresse ist bestätigt.",
    leadSocial: (provider) => `Ihr Konto bei ${provider} ist bestätigt.`,
    close: "Sie können diese Seite schließen.",
    continue: (brand) => `Weiter zu ${brand}`,
    returning: (brand) => `Sie kommen zurück zu ${brand} …`,
  },
  expired: {
    title: "Der Code ist abgelaufen",
    lead: (brand) => `Seine Zeit ist um. Bitte gehen Sie zurück zu ${brand} und beginnen Sie noch einmal.`,
  },
  locked: {
    title: "Zu viele falsche Codes",
    lead: (brand) =>
      `Zur Sicherheit gelten Codes hier nicht mehr. Der Link in der Nachricht gilt noch; oder gehen Sie zurück zu ${brand} und beginnen Sie noch einmal.`,
  },
  canceled: {
    title: "Diese Bestätigung wurde abgebrochen",
    lead: (brand) =>
      `Vielleicht gibt es eine neuere. Sonst gehen Sie zurück zu ${brand} und beginnen Sie noch einmal.`,
  },
  unknown: {
    title: "Hier gibt es nichts zu bestätigen",
    lead: "Die Adresse dieser Seite ist unvollständig, oder die Bestätigung ist lange vorbei. Bitte gehen Sie dorthin zurück, woher Sie kamen.",
  },
  backTo: (brand) => `Zurück zu ${brand}`,
  support: (email) => `Fragen? Schreiben Sie an ${email}.`,

  link: {
    title: "Sind Sie das?",
    reading: "Der Link wird gelesen …",
    goOn: "Weiter",
    goingOn: "Sie werden weitergeleitet …",
    lead: (to) => `Bestätigen Sie, dass ${to} Ihnen gehört.`,
    asked: (brand) => `${brand} hat danach gefragt`,
    from: (place) => `mit ${place}`,
    yes: "Ja, das war ich",
    no: "Nein, das war ich nicht",
    denied: {
      title: "Danke",
      lead: "Es wurde nichts bestätigt. Wer gefragt hat, kommt mit Ihrer Adresse nicht weiter.",
    },
    done: {
      title: "Bestätigt",
      lead: "Sie können zum anderen Fenster zurückkehren: Es ist von selbst weitergegangen.",
    },
    already: {
      title: "Bereits bestätigt",
      lead: "Das wurde schon bestätigt. Sie können diese Seite schließen.",
    },
    invalid: {
      title: "Dieser Link gilt nicht",
      lead: "Er ist unvollständig, oder eine neuere Nachricht hat ihn ersetzt. Bitte verwenden Sie die neueste Nachricht oder den Code darin.",
    },
    expired: {
      title: "Dieser Link ist abgelaufen",
      lead: "Bitte gehen Sie dorthin zurück, wo Sie begonnen haben, und fordern Sie eine neue Nachricht an.",
    },
    canceled: { title: "Das wurde abgebrochen", lead: "Vielleicht gibt es eine neuere Nachricht." },
    noScript: {
      title: "Dieser Link braucht JavaScript",
      lead: "Dieselbe Nachricht enthält einen Code. Geben Sie ihn dort ein, wo Sie begonnen haben.",
    },
  },

  refusals: {
    code_mismatch: (attemptsLeft) =>
      attemptsLeft === 1
        ? "Das ist nicht der Code. Sie haben noch einen Versuch."
        : `Das ist nicht der Code. Sie haben noch ${attemptsLeft} Versuche.`,
    code_missing: "Bitte geben Sie den Code aus der Nachricht ein.",
    attempts_exhausted: "Zu viele falsche Codes.",
    verification_expired: "Der Code ist abgelaufen.",
    verification_canceled: "Diese Bestätigung wurde abgebrochen.",
    already_verified: "Das ist bereits bestätigt.",
    guess_budget_exhausted:
      "Für diese Adresse gab es zu viele falsche Codes. Bitte verwenden Sie den Link in der Nachricht, oder versuchen Sie es später.",
    identifier_taken: "Diese Adresse ist bereits für jemand anderen bestätigt.",
    email_invalid: "Das sieht nicht wie eine E-Mail-Adresse aus. Bitte prüfen Sie sie auf Tippfehler.",
    phone_invalid: "Diese Telefonnummer gibt es nicht. Bitte prüfen Sie sie und das Land.",
    country_not_allowed: "Nummern dieses Landes können hier nicht verwendet werden.",
    channel_not_configured: "Das kann hier im Moment nicht verwendet werden.",
    send_limit_reached: (minutes) =>
      minutes <= 1
        ? "Das waren viele Nachrichten. Bitte warten Sie eine Minute."
        : `Das waren viele Nachrichten. Bitte versuchen Sie es in ${minutes} Minuten wieder.`,
    resend_too_soon: (seconds) => `Bitte warten Sie noch ${seconds} Sekunden, bevor Sie erneut senden.`,
    sends_exhausted: "Für diese Bestätigung können keine weiteren Nachrichten gesendet werden.",
    other: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
  },
};
