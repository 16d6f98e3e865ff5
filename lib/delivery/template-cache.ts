/** What is known about one kind of email. */
export type Template<Email> =
  /** One was rendered. Most custom emails are sent once, so there is no template yet. */
  | "seen"
  /** A template, or null if its result differs from a full render. */
  | Promise<Email | null>;

interface Entry<Email> {
  template: Template<Email>;
  characters: number;
}

/** Templates by key. The least recently used ones are evicted beyond a number of entries or of characters. */
export class TemplateCache<Email> {
  readonly #entries = new Map<string, Entry<Email>>();
  #characters = 0;

  constructor(
    private readonly mostEntries: number,
    private readonly mostCharacters: number,
    private readonly lengthOf: (email: Email) => number,
  ) {}

  get(key: string): Template<Email> | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.template;
  }

  /** A template that cannot be made is forgotten. */
  set(key: string, template: Template<Email>): void {
    this.#delete(key);
    const entry = { template, characters: key.length };
    this.#entries.set(key, entry);
    this.#add(entry.characters);
    if (template === "seen") return;
    template.then(
      (made) => made && this.#measure(key, entry, this.lengthOf(made)),
      () => this.#isHeld(key, entry) && this.#delete(key),
    );
  }

  #measure(key: string, entry: Entry<Email>, length: number): void {
    if (!this.#isHeld(key, entry)) return;
    entry.characters += length;
    this.#add(length);
  }

  #isHeld(key: string, entry: Entry<Email>): boolean {
    return this.#entries.get(key) === entry;
  }

  #add(characters: number): void {
    this.#characters += characters;
    while (this.#entries.size > this.mostEntries || this.#characters > this.mostCharacters)
      this.#delete(this.#entries.keys().next().value!);
  }

  #delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#characters -= entry.characters;
  }
}
