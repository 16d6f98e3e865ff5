import type { PortalText } from "./en";

export const de: PortalText = {
  title: "Bestätigung",

  choose: {
    title: "Kontaktdaten bestätigen",
    lead: (brand) =>
      `${brand} bittet Sie, Ihre Kontaktdaten zu bestätigen. Wir senden Ihnen dafür einen Code.`,
    email: "E-Mail-Adresse",
    phone: "Telefonnummer",
    country: "Land",
    byPhone: "Stattdessen eine Telefonnummer verwenden",
    byEmail: "Stattdessen eine E-Mail-Adresse verwenden",
    send: "Code senden",
    phoneHint: "So, wie Sie sie wählen würden, oder mit + und Ländervorwahl.",
    back: "Zurück zum Code",
    or: "oder",
    withProvider: (name) => `Weiter mit ${name}`,
    socialTitle: "Bestätigen Sie, dass Sie es sind",
    socialLead: (brand) => `${brand} bittet Sie, sich bei einem Ihrer Konten anzumelden.`,
  },

  authorizationError: {
    title: "Die Anmeldung hat nicht geklappt",
    denied:
      "Sie haben die Anmeldung abgebrochen. Es wurde nichts bestätigt. Sie können es noch einmal versuchen.",
    failed:
      "Bei der Anmeldung ist etwas schiefgegangen. Es wurde nichts bestätigt. Bitte versuchen Sie es noch einmal.",
    unavailable:
      "Dieser Anmeldedienst antwortet gerade nicht. Versuchen Sie es noch einmal oder wählen Sie eine andere Möglichkeit.",
    disabled: "Dieser Anmeldedienst steht hier nicht mehr zur Verfügung. Wählen Sie eine andere Möglichkeit.",
    used: "Diese Anmeldung wurde bereits verwendet. Bitte beginnen Sie noch einmal.",
    expired: "Die Anmeldung hat zu lange gedauert. Bitte beginnen Sie noch einmal.",
    otherBrowser:
      "Diese Anmeldung wurde in einem anderen Browser begonnen, oder Ihr Browser blockiert Cookies. Gehen Sie zurück zur Seite, auf der Sie begonnen haben, erlauben Sie Cookies und versuchen Sie es noch einmal.",
    unknown:
      "Wir können diese Anmeldung nicht finden. Gehen Sie zurück zur Seite, auf der Sie begonnen haben, und versuchen Sie es noch einmal.",
    taken: "Dieses Konto ist bereits mit einer anderen Person verknüpft. Bitte verwenden Sie ein anderes.",
    exhausted:
      "Zu viele Anmeldeversuche. Gehen Sie zurück zur Seite, auf der Sie begonnen haben, und versuchen Sie es noch einmal.",
    fixed: "Auf diesem Weg lässt sich das nicht bestätigen. Wählen Sie eine der angezeigten Möglichkeiten.",
  },

  sent: {
    title: {
      email: "Prüfen Sie Ihr Postfach",
      sms: "Prüfen Sie Ihre Nachrichten",
      voice: "Wir rufen Sie an",
      whatsapp: "Prüfen Sie WhatsApp",
    },
    lead: {
      email: (to) => `Wir haben einen Code an ${to} gesendet.`,
      sms: (to) => `Wir haben einen Code per SMS an ${to} gesendet.`,
      voice: (to) => `Wir rufen ${to} an und lesen Ihnen einen Code vor.`,
      whatsapp: (to) => `Wir haben einen Code per WhatsApp an ${to} gesendet.`,
    },
    linkToo: "Die E-Mail enthält auch einen Link, der auf jedem Gerät funktioniert.",
    code: "Code",
    submit: "Bestätigen",
    timeLeft: "Der Code läuft ab in",
    timeOver: "Der Code ist abgelaufen.",
    resend: "Code erneut senden",
    instead: {
      sms: "Lieber per SMS",
      voice: "Lieber anrufen lassen",
      whatsapp: "Per WhatsApp erhalten",
    },
    resendIn: "Sie können den Code erneut senden in",
    resent:
      "Wir haben noch eine Nachricht gesendet. Wenn sie einen neuen Code enthält, gilt der alte nicht mehr.",
    change: "Andere E-Mail-Adresse oder Telefonnummer verwenden",
    noMoreSends: "Für diese Anfrage können keine weiteren Nachrichten gesendet werden.",
    help: "Nichts angekommen?",
    helpFor: {
      waiting: "Die Nachricht wird gerade gesendet. Das kann eine Minute dauern.",
      accepted: {
        email:
          "Die Nachricht ist gesendet. Sehen Sie auch im Spam-Ordner nach. Manche Mailserver stellen Nachrichten neuer Absender erst nach einigen Minuten zu.",
        sms: "Die Nachricht wurde an den Netzbetreiber übergeben. Prüfen Sie, ob Ihr Telefon Empfang hat.",
        voice:
          "Wir haben Sie angerufen. Prüfen Sie, ob Ihr Telefon Empfang hat und unbekannte Anrufer durchlässt.",
        whatsapp: "Die Nachricht wurde per WhatsApp gesendet. Prüfen Sie, ob Ihr Telefon online ist.",
      },
      failed:
        "Die Nachricht konnte nicht zugestellt werden. Prüfen Sie die Adresse oder Nummer auf Tippfehler.",
    },
  },

  done: {
    title: "Bestätigt",
    lead: (to) => `${to} ist bestätigt.`,
    leadPlain: "Ihre Kontaktdaten sind bestätigt.",
    leadSocial: (provider) => `Ihr Konto bei ${provider} ist bestätigt.`,
    close: "Sie können diese Seite schließen.",
    continue: (brand) => `Weiter zu ${brand}`,
    returning: (brand) => `Sie werden zu ${brand} weitergeleitet …`,
  },
  expired: {
    title: "Der Code ist abgelaufen",
    lead: (brand) => `Gehen Sie zurück zu ${brand} und fordern Sie einen neuen Code an.`,
  },
  locked: {
    title: "Zu viele falsche Codes",
    lead: (brand) =>
      `Zu Ihrer Sicherheit werden für diese Anfrage keine Codes mehr angenommen. Wenn Ihre Nachricht einen Link enthält, können Sie ihn weiterhin verwenden. Andernfalls gehen Sie zurück zu ${brand} und beginnen Sie noch einmal.`,
  },
  canceled: {
    title: "Diese Anfrage wurde abgebrochen",
    lead: (brand) =>
      `Vielleicht haben Sie eine neuere Nachricht erhalten. Wenn nicht, gehen Sie zurück zu ${brand} und beginnen Sie noch einmal.`,
  },
  unknown: {
    title: "Hier gibt es nichts zu bestätigen",
    lead: "Die Adresse dieser Seite ist unvollständig, oder die Anfrage wurde gelöscht. Gehen Sie zurück zur Seite, auf der Sie begonnen haben.",
  },
  backTo: (brand) => `Zurück zu ${brand}`,
  support: (email) => `Fragen? Schreiben Sie an ${email}.`,

  link: {
    title: "Sind Sie das?",
    reading: "Der Link wird geöffnet …",
    continue: "Weiter",
    returning: "Sie werden weitergeleitet …",
    lead: (to) => `Bestätigen Sie, dass ${to} Ihnen gehört.`,
    requestedBy: (brand) => `Angefordert von ${brand}`,
    from: (place) => `mit ${place}`,
    yes: "Ja, das war ich",
    no: "Nein, das war ich nicht",
    denied: {
      title: "Danke",
      lead: "Es wurde nichts bestätigt. Diese Anfrage kann nicht mehr verwendet werden.",
    },
    done: {
      title: "Bestätigt",
      lead: "Sie können zum anderen Fenster zurückkehren. Dort geht es automatisch weiter.",
    },
    already: {
      title: "Bereits bestätigt",
      lead: "Das haben Sie schon bestätigt. Sie können diese Seite schließen.",
    },
    invalid: {
      title: "Dieser Link funktioniert nicht",
      lead: "Er ist unvollständig, oder eine neuere Nachricht hat ihn ersetzt. Verwenden Sie den Link oder den Code aus der neuesten Nachricht.",
    },
    expired: {
      title: "Dieser Link ist abgelaufen",
      lead: "Gehen Sie zurück zur Seite, auf der Sie begonnen haben, und fordern Sie eine neue Nachricht an.",
    },
    canceled: {
      title: "Diese Anfrage wurde abgebrochen",
      lead: "Vielleicht haben Sie eine neuere Nachricht erhalten.",
    },
    noScript: {
      title: "Für diesen Link wird JavaScript benötigt",
      lead: "Die Nachricht enthält auch einen Code. Geben Sie ihn auf der Seite ein, auf der Sie begonnen haben.",
    },
  },

  refusals: {
    code_mismatch: (attemptsLeft) =>
      attemptsLeft === 1
        ? "Der Code stimmt nicht. Sie haben noch einen Versuch."
        : `Der Code stimmt nicht. Sie haben noch ${attemptsLeft} Versuche.`,
    code_missing: "Geben Sie den Code aus der Nachricht ein.",
    attempts_exhausted: "Zu viele falsche Codes. Beginnen Sie noch einmal, um einen neuen zu erhalten.",
    verification_expired: "Der Code ist abgelaufen. Fordern Sie einen neuen an.",
    verification_canceled: "Diese Anfrage wurde abgebrochen. Bitte beginnen Sie noch einmal.",
    already_verified: "Das ist bereits bestätigt.",
    guess_budget_exhausted:
      "Zu viele falsche Codes. Verwenden Sie den Link in der Nachricht oder versuchen Sie es später noch einmal.",
    identifier_taken: "Diese Adresse hat bereits jemand anderes bestätigt. Bitte verwenden Sie eine andere.",
    email_invalid: "Geben Sie eine gültige E-Mail-Adresse ein, zum Beispiel name@example.com.",
    phone_invalid: "Geben Sie eine gültige Telefonnummer ein und prüfen Sie das Land.",
    country_not_allowed:
      "In dieses Land können wir keine Nachrichten senden. Bitte verwenden Sie eine andere Nummer.",
    channel_not_configured:
      "Diese Möglichkeit steht gerade nicht zur Verfügung. Versuchen Sie es später noch einmal.",
    send_limit_reached: (minutes) =>
      minutes <= 1
        ? "Zu viele Nachrichten. Versuchen Sie es in einer Minute noch einmal."
        : `Zu viele Nachrichten. Versuchen Sie es in ${minutes} Minuten noch einmal.`,
    resend_too_soon: (seconds) =>
      seconds === 1
        ? "Bitte warten Sie eine Sekunde und versuchen Sie es dann noch einmal."
        : `Bitte warten Sie ${seconds} Sekunden und versuchen Sie es dann noch einmal.`,
    recipient_unreachable:
      "Diese Adresse oder Nummer kann keine Nachrichten empfangen. Prüfen Sie sie auf Tippfehler oder nehmen Sie eine andere.",
    sends_exhausted:
      "Für diese Anfrage können keine weiteren Nachrichten gesendet werden. Beginnen Sie noch einmal, um einen neuen Code zu erhalten.",
    other: "Etwas ist schiefgegangen. Bitte versuchen Sie es noch einmal.",
  },
};
