import type { ConsolePart } from "@/lib/i18n";
import type { Translator } from "./translator";

/** A part of the catalogue whose `refusals` has texts by code, and `other` for the other codes. */
type PartWithRefusals = PartOf<Extract<ConsolePart, `${string}.refusals`>>;
type PartOf<P> = P extends `${infer Part}.refusals` ? Part : never;

/** The error text for a refusal. */
export function refusalText(part: PartWithRefusals, { code }: { code: string }, t: Translator): string {
  return t.find(`${part}.refusals.${code}`) ?? t(`${part}.refusals.other`);
}
