import type { MessageText } from "./message-text";

/** English. The SMS keep to the GSM 7-bit alphabet, so that they fit into one segment. */
export const en: MessageText = {
  confirm: {
    subject: ({ brand, code }) => `${code} is your ${brand} code`,
    heading: ({ brand }) => `Confirm your address for ${brand}`,
    instruction: ({ life }) => `Type this code where you were asked for it. This code is good for ${life}.`,
    alternative: "Or confirm with this button. It also works on another device.",
    button: "Confirm my address",
    linkSubject: ({ brand }) => `Confirm your address for ${brand}`,
    linkInstruction: ({ life }) => `Confirm with this button, on any device. It works for ${life}.`,
    sms: ({ brand, code, life }) => `${code} is your ${brand} code, good for ${life}. Never share it.`,
  },
  authenticate: {
    subject: ({ brand, code }) => `${code} is your ${brand} sign-in code`,
    heading: ({ brand }) => `Sign in to ${brand}`,
    instruction: ({ life }) => `Type this code to sign in. This code is good for ${life}.`,
    alternative: "Or approve it with this button. It also works on another device.",
    button: "Approve the sign-in",
    linkSubject: ({ brand }) => `Sign in to ${brand}`,
    linkInstruction: ({ life }) =>
      `Approve the sign-in with this button, on any device. It works for ${life}.`,
    sms: ({ brand, code, life }) =>
      `${code} is your code to sign in to ${brand}, good for ${life}. Never share it.`,
  },
  preheader: ({ brand, life }) => `The code from ${brand} inside is good for ${life}.`,
  linkPreheader: ({ brand, life }) => `The link from ${brand} inside works for ${life}.`,
  openOnlyLink: "Open this page, here or on another device, and approve there:",
  openLink: "Or open this page, here or on another device, and approve there:",
  neverAsked: ({ brand }) =>
    `Nobody at ${brand} will ever ask you for this code, neither by phone nor by mail. Do not pass it on.`,
  notYou:
    'If this wasn\'t you, ignore this message: without the code nothing happens. To tell us, open the link and choose "No, that was not me".',
  neverAskedForLink: ({ brand }) =>
    `Nobody at ${brand} will ever ask you to forward this message. Do not pass it on.`,
  notYouWithoutLink: "If this wasn't you, ignore this message: without the code nothing happens.",
  notYouWithoutCode:
    'If this wasn\'t you, ignore this message: nothing happens until somebody confirms. To tell us, open the link and choose "No, that was not me".',
  support: (address) => `Questions? Write to ${address}.`,
  test: {
    subject: (brand) => `Test message for ${brand}`,
    heading: "It works",
    text: (brand) => `This is how messages from ${brand} arrive. There is nothing to do.`,
    footer: "Sent because an operator pressed Test in the console.",
    sms: (brand) => `Test message for ${brand}. There is nothing to do.`,
  },
};
