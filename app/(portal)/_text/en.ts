/** Every sentence of the portal. The English catalogue is the type of all others. */
export const en = {
  title: "Verification",
  askedBy: (brand: string) => `For ${brand}`,

  choose: {
    title: "Confirm that you can be reached",
    lead: (brand: string) => `${brand} asks you to confirm an address. We send a code to it.`,
    email: "Email address",
    phone: "Phone number",
    country: "Country",
    byPhone: "Use a phone number instead",
    byEmail: "Use an email address instead",
    send: "Send code",
    phoneHint: "As you dial it at home, or with + and the country code.",
    back: "Back to the code",
    or: "or",
    withProvider: (name: string) => `Continue with ${name}`,
    socialTitle: "Confirm that it is you",
    socialLead: (brand: string) => `${brand} asks you to confirm an account of yours.`,
  },

  authorizationError: {
    title: "This did not work",
    denied: "Nothing was confirmed: you said no, or went back. You can try again.",
    failed: "The sign-in did not work, and nothing was confirmed. Please try again.",
    unavailable: "This sign-in service does not answer at the moment. Please try again, or use another way.",
    disabled: "This sign-in service can no longer be used here. Please use another way.",
    used: "This sign-in was used already. Please start again.",
    expired: "That took too long. Please start again.",
    otherBrowser:
      "This sign-in was started in another browser, or this one has lost the cookie. Please go back to the page where you started, and start again there, with cookies allowed.",
    unknown: "We know nothing of this sign-in. Please go back to where you came from, and start again.",
    taken: "This account already belongs to somebody else here. Please use another one.",
    exhausted: "Those were many tries. Please go back to where you came from, and start again.",
    fixed: "This cannot be confirmed that way. Please use the way shown here.",
  },

  sent: {
    title: { email: "Check your email", sms: "Check your messages" },
    lead: {
      email: (to: string) => `We sent a code to ${to}.`,
      sms: (to: string) => `We sent a code by SMS to ${to}.`,
    },
    linkToo: "The same message has a link, which works too, on any device.",
    code: "Code",
    submit: "Confirm",
    timeLeft: "The code works for another",
    timeOver: "The code has expired.",
    resend: "Send again",
    resendIn: "You can send it again in",
    resent: "Sent again. The code is the same as before, unless the new message says otherwise.",
    change: "Use another address",
    noMoreSends: "No more messages can be sent for this confirmation.",
    waiting: "This page moves on by itself when you use the link.",
    help: "Nothing arrived?",
    helpFor: {
      waiting: "The message is on its way to the mail server. This can take a minute.",
      accepted:
        "The message was handed over. Please look into the spam folder too; some servers make new senders wait a few minutes.",
      failed: "The message could not be delivered. Please check the address for a typo.",
      smsAccepted: "The message was handed to the carrier. Please check that the phone has reception.",
    },
  },

  done: {
    title: "Confirmed",
    lead: (to: string) => `${to} is confirmed.`,
    leadPlain: "Your address is confirmed.",
    leadSocial: (provider: string) => `Your account at ${provider} is confirmed.`,
    close: "You can close this page.",
    continue: (brand: string) => `Continue to ${brand}`,
    returning: (brand: string) => `Taking you back to ${brand} …`,
  },
  expired: {
    title: "The code has expired",
    lead: (brand: string) => `Its time is over. Please go back to ${brand} and start again.`,
  },
  locked: {
    title: "Too many wrong codes",
    lead: (brand: string) =>
      `For safety, codes no longer work here. The link in the message still does, or go back to ${brand} and start again.`,
  },
  canceled: {
    title: "This confirmation was canceled",
    lead: (brand: string) =>
      `Perhaps a newer one took its place. Otherwise go back to ${brand} and start again.`,
  },
  unknown: {
    title: "There is nothing to confirm here",
    lead: "The address of this page is incomplete, or the confirmation is long over. Please go back to where you came from.",
  },
  backTo: (brand: string) => `Back to ${brand}`,
  support: (email: string) => `Questions? Write to ${email}.`,

  link: {
    title: "Is this you?",
    reading: "Reading the link …",
    goOn: "Continue",
    goingOn: "Taking you back …",
    lead: (to: string) => `Confirm that ${to} is yours.`,
    asked: (brand: string) => `${brand} asked for it`,
    from: (place: string) => `from ${place}`,
    yes: "Yes, that was me",
    no: "No, that was not me",
    denied: {
      title: "Thank you",
      lead: "Nothing was confirmed. Whoever asked cannot go on with your address.",
    },
    done: { title: "Confirmed", lead: "You can go back to the other window: it has moved on by itself." },
    already: { title: "Already confirmed", lead: "This was confirmed before. You can close this page." },
    invalid: {
      title: "This link does not work",
      lead: "It is incomplete, or a newer message replaced it. Please use the newest message, or the code in it.",
    },
    expired: {
      title: "This link has expired",
      lead: "Please go back to where you started and ask for a new message.",
    },
    canceled: { title: "This was canceled", lead: "Perhaps a newer message took its place." },
    noScript: {
      title: "This link needs JavaScript",
      lead: "The same message has a code. Enter it on the page where you started.",
    },
  },

  refusals: {
    code_mismatch: (attemptsLeft: number) =>
      attemptsLeft === 1
        ? "That is not the code. You have one more try."
        : `That is not the code. You have ${attemptsLeft} more tries.`,
    code_missing: "Please enter the code from the message.",
    attempts_exhausted: "Too many wrong codes.",
    verification_expired: "The code has expired.",
    verification_canceled: "This confirmation was canceled.",
    already_verified: "This is already confirmed.",
    guess_budget_exhausted:
      "There were too many wrong codes for this address. Please use the link in the message, or try again later.",
    identifier_taken: "This address is already confirmed for somebody else.",
    email_invalid: "This does not look like an email address. Please check it for typos.",
    phone_invalid: "There is no such phone number. Please check it, and the country.",
    country_not_allowed: "Numbers of this country cannot be used here.",
    channel_not_configured: "This cannot be used here at the moment.",
    send_limit_reached: (minutes: number) =>
      minutes <= 1
        ? "Those were many messages. Please wait a minute."
        : `Those were many messages. Please try again in ${minutes} minutes.`,
    resend_too_soon: (seconds: number) => `Please wait ${seconds} more seconds before sending again.`,
    sends_exhausted: "No more messages can be sent for this confirmation.",
    other: "This did not work. Please try again.",
  },
};
export type PortalText = typeof en;
