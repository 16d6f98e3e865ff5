/** What the sentences of one message speak of. */
export interface Facts {
  brand: string;
  /** Empty where the message offers a link alone: those sentences do not speak of it. */
  code: string;
  /** A duration in words: "10 minutes". */
  life: string;
}

/** What differs between proving an address and signing in. */
export interface PurposeText {
  subject(facts: Facts): string;
  heading(facts: Facts): string;
  instruction(facts: Facts): string;
  alternative: string;
  button: string;
  /** For a message without a code. */
  linkSubject(facts: Facts): string;
  linkInstruction(facts: Facts): string;
  sms(facts: Facts): string;
}

/** All words of all messages in one language. A member that a language lacks does not compile. */
export interface MessageText {
  confirm: PurposeText;
  authenticate: PurposeText;
  preheader(facts: Facts): string;
  linkPreheader(facts: Facts): string;
  /** The text part says it without a button. */
  openLink: string;
  openOnlyLink: string;
  neverAsked(facts: Facts): string;
  neverAskedForLink(facts: Facts): string;
  /** "No, that wasn't me" is the link page's button, by its name there. */
  notYou: string;
  notYouWithoutLink: string;
  notYouWithoutCode: string;
  support(address: string): string;
  /** What an operator sends to try a provider. */
  test: {
    subject(brand: string): string;
    heading: string;
    text(brand: string): string;
    footer: string;
    sms(brand: string): string;
  };
}
