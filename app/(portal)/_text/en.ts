/** All portal texts. The English texts define the type of every other language. */
export const en = {
  title: "Verification",

  choose: {
    title: "Confirm your contact details",
    lead: (brand: string) => `${brand} wants to confirm how to reach you. We’ll send you a code.`,
    email: "Email address",
    phone: "Phone number",
    country: "Country",
    byPhone: "Use a phone number instead",
    byEmail: "Use an email address instead",
    send: "Send code",
    phoneHint: "Enter it as you’d dial it, or start with + and the country code.",
    back: "Back to the code",
    or: "or",
    withProvider: (name: string) => `Continue with ${name}`,
    socialTitle: "Confirm it’s you",
    socialLead: (brand: string) => `${brand} asks you to sign in to one of your accounts.`,
  },

  authorizationError: {
    title: "Sign-in didn’t work",
    denied: "You canceled the sign-in, so nothing was confirmed. You can try again.",
    failed: "Something went wrong during sign-in, and nothing was confirmed. Try again.",
    unavailable: "This sign-in service isn’t responding right now. Try again, or use another option.",
    disabled: "This sign-in service is no longer available here. Use another option.",
    used: "This sign-in has already been used. Start again.",
    expired: "The sign-in took too long. Start again.",
    otherBrowser:
      "This sign-in was started in another browser, or your browser blocks cookies. Go back to the page where you started, allow cookies, and try again.",
    unknown: "We can’t find this sign-in. Go back to the page where you started and try again.",
    taken: "This account is already linked to someone else. Use a different account.",
    exhausted: "Too many sign-in attempts. Go back to the page where you started and try again.",
    fixed: "You can’t confirm this request that way. Use one of the options shown here.",
  },

  sent: {
    title: {
      email: "Check your email",
      sms: "Check your messages",
      voice: "We’re calling you",
      whatsapp: "Check WhatsApp",
    },
    lead: {
      email: (to: string) => `We sent a code to ${to}.`,
      sms: (to: string) => `We texted a code to ${to}.`,
      voice: (to: string) => `We’re calling ${to} to read you a code.`,
      whatsapp: (to: string) => `We sent a code to ${to} on WhatsApp.`,
    },
    linkToo: "The email also contains a link that works on any device.",
    code: "Code",
    submit: "Confirm",
    timeLeft: "The code expires in",
    timeOver: "The code has expired.",
    resend: "Resend code",
    instead: { sms: "Text me instead", voice: "Call me instead", whatsapp: "Get it on WhatsApp" },
    resendIn: "You can resend the code in",
    resent: "We sent another message. If it contains a new code, the old one no longer works.",
    change: "Use a different email or phone number",
    noMoreSends: "You’ve reached the message limit for this request.",
    help: "Didn’t get it?",
    helpFor: {
      waiting: "We’re still sending the message. This can take a minute.",
      accepted: {
        email:
          "We sent the message. Check your spam folder. Some mail servers delay messages from new senders by a few minutes.",
        sms: "We passed the message to the carrier. Check that your phone has a signal.",
        voice: "We called you. Check that your phone has a signal and doesn’t silence unknown callers.",
        whatsapp: "We sent the message on WhatsApp. Check that your phone is online.",
      },
      failed: "We couldn’t deliver the message. Check the address or number for typos.",
    },
  },

  done: {
    title: "Confirmed",
    lead: (to: string) => `${to} is confirmed.`,
    leadPlain: "Your contact details are confirmed.",
    leadSocial: (provider: string) => `Your ${provider} account is confirmed.`,
    close: "You can close this page.",
    continue: (brand: string) => `Continue to ${brand}`,
    returning: (brand: string) => `Taking you back to ${brand}…`,
  },
  expired: {
    title: "The code has expired",
    lead: (brand: string) => `Go back to ${brand} and request a new code.`,
  },
  locked: {
    title: "Too many wrong codes",
    lead: (brand: string) =>
      `To keep you safe, this request no longer accepts codes. If your message contains a link, you can still use it. Otherwise, go back to ${brand} and start again.`,
  },
  canceled: {
    title: "This request was canceled",
    lead: (brand: string) =>
      `You may have received a newer message. If not, go back to ${brand} and start again.`,
  },
  unknown: {
    title: "Nothing to confirm here",
    lead: "The address of this page is incomplete, or the request has been deleted. Go back to the page where you started.",
  },
  backTo: (brand: string) => `Back to ${brand}`,
  support: (email: string) => `Questions? Email ${email}.`,

  link: {
    title: "Is this you?",
    reading: "Opening the link…",
    continue: "Continue",
    returning: "Taking you back…",
    lead: (to: string) => `Confirm that ${to} is yours.`,
    requestedBy: (brand: string) => `Requested by ${brand}`,
    from: (place: string) => `from ${place}`,
    yes: "Yes, that was me",
    no: "No, that was not me",
    denied: {
      title: "Thank you",
      lead: "Nothing was confirmed, and this request can no longer be used.",
    },
    done: { title: "Confirmed", lead: "You can go back to the other window. It continues automatically." },
    already: { title: "Already confirmed", lead: "This was confirmed earlier. You can close this page." },
    invalid: {
      title: "This link doesn’t work",
      lead: "It’s incomplete, or a newer message replaced it. Use the link or the code in the newest message.",
    },
    expired: {
      title: "This link has expired",
      lead: "Go back to the page where you started and request a new message.",
    },
    canceled: { title: "This request was canceled", lead: "You may have received a newer message." },
    noScript: {
      title: "This link needs JavaScript",
      lead: "The message also contains a code. Enter it on the page where you started.",
    },
  },

  refusals: {
    code_mismatch: (attemptsLeft: number) =>
      attemptsLeft === 1
        ? "That code isn’t right. You have 1 attempt left."
        : `That code isn’t right. You have ${attemptsLeft} attempts left.`,
    code_missing: "Enter the code from the message.",
    attempts_exhausted: "Too many wrong codes. Start again to get a new one.",
    verification_expired: "The code has expired. Request a new one.",
    verification_canceled: "This request was canceled. Start again.",
    already_verified: "This is already confirmed.",
    guess_budget_exhausted: "Too many wrong codes. Use the link in the message, or try again later.",
    identifier_taken: "Someone else has already confirmed this address. Use a different one.",
    email_invalid: "Enter a valid email address, like name@example.com.",
    phone_invalid: "Enter a valid phone number and check the country.",
    country_not_allowed: "We can’t send messages to this country. Use a different number.",
    channel_not_configured: "This option isn’t available right now. Try again later.",
    send_limit_reached: (minutes: number) =>
      minutes <= 1
        ? "Too many messages. Try again in a minute."
        : `Too many messages. Try again in ${minutes} minutes.`,
    resend_too_soon: (seconds: number) =>
      seconds === 1 ? "Wait 1 second, then try again." : `Wait ${seconds} seconds, then try again.`,
    recipient_unreachable:
      "This address or number can’t receive messages. Check it for typos, or use another one.",
    sends_exhausted: "You’ve reached the message limit for this request. Start again to get a new code.",
    other: "Something went wrong. Try again.",
  },
};
export type PortalText = typeof en;
