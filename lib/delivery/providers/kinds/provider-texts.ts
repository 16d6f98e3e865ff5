/**
 * What people read about a provider kind, in one language: ICU MessageFormat, as in the catalogues of `lib/i18n`. It belongs to
 * the kind, so that a kind can be added or deleted without them: in its own file, or in a file of `texts/`, which translations
 * need.
 */
export interface ProviderTexts {
  title: string;
  description: string;
  /** The provider within a sentence: "the mail server". Its title, if this is left out. */
  name?: string;
  /** The same with its `{host}`. */
  nameAtHost?: string;
  /** The labels of the config's members in forms. */
  members?: Readonly<Record<string, MemberTexts>>;
  /** What a code means, as one sentence for a support agent. Not all of them need to be codes: see the kind. */
  codes?: Readonly<Record<string, string>>;
}

export interface MemberTexts {
  title: string;
  description?: string;
}

/** Codes come from providers, so they can be the name of anything: "constructor". */
export function textIn(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}
