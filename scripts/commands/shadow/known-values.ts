/*
 * The vendor and Countersign make ids and tokens of their own. What stands at the same place in both answers is the same thing,
 * so later requests that name the vendor's can be sent to Countersign with ours.
 */

const maxValues = 100_000;

/** What can be an id or a token within a longer text: a URL, a filter, a sentence. */
const word = /[\w.~-]{6,}/g;

/** Ids, tokens and cookies of the vendor, with ours. The least recently learned are forgotten. */
export class KnownValues {
  readonly #ours = new Map<string, string>();
  readonly #isOurs = new Map<string, true>();
  /** The address that a value of the vendor's is about. */
  readonly #recipients = new Map<string, string>();

  learn(vendor: string, ours: string): void {
    remember(this.#ours, vendor, ours);
    remember(this.#isOurs, ours, true);
  }

  isOurs(value: string): boolean {
    return this.#isOurs.has(value);
  }

  /** Ours, or undefined if it was never seen. */
  find(vendor: string): string | undefined {
    return this.#ours.get(vendor);
  }

  /** The same text with our values. */
  translate(text: string): string {
    return this.#ours.get(text) ?? text.replaceAll(word, (part) => this.#ours.get(part) ?? part);
  }

  learnRecipient(value: string, recipient: string): void {
    remember(this.#recipients, value, recipient);
  }

  recipientOf(value: string): string | undefined {
    return this.#recipients.get(value);
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > maxValues) map.delete(map.keys().next().value!);
}
