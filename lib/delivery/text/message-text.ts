/** The values that texts contain. */
export interface Facts {
  brand: string;
  /** Empty if the message offers only a link. */
  code: string;
  /** A duration in words: "10 minutes". */
  life: string;
}

/** The texts that differ between confirming an address and signing in. */
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

/** All message texts in one language. Complete by type. */
export interface MessageText {
  confirm: PurposeText;
  authenticate: PurposeText;
  preheader(facts: Facts): string;
  linkPreheader(facts: Facts): string;
  /** For the text part, which has no button. */
  openLink: string;
  openOnlyLink: string;
  neverAsked(facts: Facts): string;
  neverAskedForLink(facts: Facts): string;
  /** “No, that was not me” is the name of the link page's button. */
  notYou: string;
  notYouWithoutLink: string;
  notYouWithoutCode: string;
  support(address: string): string;
  /** A phone call, sentence by sentence. Digits come separated, so that a voice reads them one by one. */
  call: {
    /** The language of the voice, as a BCP 47 tag with region. */
    language: string;
    greeting(brand: string): string;
    code(digits: string): string;
    again(digits: string): string;
    goodbye: string;
    test(brand: string): string;
  };
  /** The test message of a provider. */
  test: {
    subject(brand: string): string;
    heading: string;
    text(brand: string): string;
    footer: string;
    sms(brand: string): string;
  };
}
