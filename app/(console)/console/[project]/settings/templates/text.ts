import type { PartName } from "@/lib/delivery";
import type { Refusal } from "@/lib/result";

export const partLabels: Record<PartName, string> = {
  subject: "Subject",
  heading: "Heading",
  instruction: "Instruction",
  alternative: "Before the button",
  button: "Button",
  linkSubject: "Subject without a code",
  linkInstruction: "Instruction without a code",
  footer: "Footer",
  sms: "SMS text",
  call: "Spoken text",
};

export const partHints: Partial<Record<PartName, string>> = {
  instruction: "Shown above the code.",
  alternative: "Between the code and the button.",
  footer: "Below our warnings. Each line is a paragraph.",
  sms: "We add a line that lets browsers fill in the code.",
  call: "Each line is a sentence. The text is read twice.",
};

export const text = {
  title: "Message templates",
  description: "Your own texts for messages. Parts you leave empty use ours.",
  purpose: "Purpose",
  language: "Language",
  open: "Edit texts",
  tableLabel: "Templates with your own texts",
  parts: "Your texts",
  changed: "Changed",
  emptyTitle: "All messages use our texts",
  emptyText: "Choose a purpose and a language to write your own.",
  heading: (purpose: string, language: string) => `${purpose}, ${language}`,
  own: "Your texts",
  ours: "Our texts",
  email: "Email",
  emailText: "The layout adds the code, the button and our warnings.",
  link: "Email with only a link",
  linkText: "Sent if the policy offers no code.",
  sms: "SMS and WhatsApp",
  smsText: "WhatsApp’s approved authentication templates have their own text.",
  call: "Phone call",
  callText: "The code is read digit by digit.",
  placeholders: "Placeholders:",
  startFromOurs: "Edit our text",
  startFromOursFor: (part: string) => `Edit our text: ${part}`,
  save: "Save texts",
  saved: "Texts saved",
  readOnly: "Only admins and owners can change these texts.",
  preview: "Preview",
  previewInvalid: (part: string, error: string) => `The preview isn’t up to date. ${part}: ${error}`,
  previewOf: { email: "Email", linkEmail: "Link only", plain: "Plain text", sms: "SMS", call: "Call" },
  width: "Width",
  desktop: "Desktop",
  phone: "Phone",
  colors: "Colors",
  light: "Light",
  dark: "Dark",
  frame: "Email as shown by mail programs",
  segments: (count: number) => (count === 1 ? "1 segment" : `${count} segments`),
  length: (length: number, most: number) => `${length} of ${most} characters`,
  encodings: { gsm7: "GSM 7-bit", ucs2: "UCS-2" },
  severalSegments: "Carriers charge for each segment.",
  notInGsm: (characters: string) =>
    `Not in the GSM alphabet: ${characters}. That’s why fewer characters fit into a segment.`,
  test: "Send a test",
  testTitle: "Send a test message",
  testText: "Sends these texts, saved or not, with a code and a link that don’t work.",
  reset: "Use our texts",
  wasReset: "Our texts are used again",
  resetText: "Yours stay in the history.",
  history: "History",
  historyText: "The last 50 versions.",
  historyEmpty: "No changes yet.",
  version: "Version",
  versionOf: (version: number) => `Version ${version}`,
  current: "Current",
  by: "By",
  system: "Countersign",
  when: "When",
  allOurs: "All ours",
  restore: "Restore",
  restoreVersion: (version: number) => `Restore version ${version}`,
  restored: "Version restored",
  restoreUndone: "Back to the version before",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "email_invalid":
    case "phone_invalid":
      return "Enter a valid email address, or a phone number with the country code.";
    case "send_blocked":
      return "This project has reached its spend cap or daily volume. See Protection.";
    case "channel_not_configured":
      return "No provider sends this kind of message. The built-in inbox can’t send tests. Add a provider first.";
    case "channel_not_supported":
      return "This channel doesn’t fit the recipient.";
    default:
      return "This version or purpose no longer exists. Reload the page.";
  }
}
