import type { MessageText } from "./message-text";

/** English. SMS texts use only the GSM 7-bit alphabet, so that they fit into one segment. */
export const en: MessageText = {
  confirm: {
    subject: ({ brand, code }) => `${code} is your ${brand} code`,
    heading: ({ brand }) => `Confirm your address for ${brand}`,
    instruction: ({ life }) => `Enter this code where you were asked for it. It expires in ${life}.`,
    alternative: "Or use this button, on any device.",
    button: "Confirm my address",
    linkSubject: ({ brand }) => `Confirm your address for ${brand}`,
    linkInstruction: ({ life }) => `Use this button to confirm, on any device. It expires in ${life}.`,
    sms: ({ brand, code, life }) => `${code} is your ${brand} code. It expires in ${life}. Never share it.`,
  },
  authenticate: {
    subject: ({ brand, code }) => `${code} is your ${brand} sign-in code`,
    heading: ({ brand }) => `Sign in to ${brand}`,
    instruction: ({ life }) => `Enter this code to sign in. It expires in ${life}.`,
    alternative: "Or use this button, on any device.",
    button: "Approve the sign-in",
    linkSubject: ({ brand }) => `Sign in to ${brand}`,
    linkInstruction: ({ life }) => `Use this button to sign in, on any device. It expires in ${life}.`,
    sms: ({ brand, code, life }) =>
      `${code} is your ${brand} sign-in code. It expires in ${life}. Never share it.`,
  },
  preheader: ({ brand, life }) => `Your code from ${brand} expires in ${life}.`,
  linkPreheader: ({ brand, life }) => `Your link from ${brand} expires in ${life}.`,
  openOnlyLink: "Open this page on any device to confirm:",
  openLink: "Or open this page on any device to confirm:",
  neverAsked: ({ brand }) => `${brand} will never ask you for this code by phone or email. Do not share it.`,
  notYou:
    'If this wasn\'t you, you can ignore this message: nothing happens without the code. To let us know, open the link and choose "No, that was not me".',
  neverAskedForLink: ({ brand }) => `${brand} will never ask you to forward this message. Do not share it.`,
  notYouWithoutLink: "If this wasn't you, you can ignore this message: nothing happens without the code.",
  notYouWithoutCode:
    'If this wasn\'t you, you can ignore this message: nothing happens unless someone confirms. To let us know, open the link and choose "No, that was not me".',
  support: (address) => `Questions? Contact ${address}.`,
  call: {
    language: "en-US",
    greeting: (brand) => `Hello. This is an automated call from ${brand}.`,
    code: (digits) => `Your code is: ${digits}.`,
    again: (digits) => `Once more, your code is: ${digits}.`,
    goodbye: "Never share it with anyone. Goodbye.",
    test: (brand) => `This is a test call for ${brand}. You don't need to do anything. Goodbye.`,
  },
  test: {
    subject: (brand) => `Test message for ${brand}`,
    heading: "It works",
    text: (brand) => `This is what messages from ${brand} look like. You don't need to do anything.`,
    footer: "Sent because someone pressed Test in the console.",
    sms: (brand) => `Test message for ${brand}. You don't need to do anything.`,
  },
};
