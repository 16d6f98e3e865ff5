import type { Translator } from "../../../_text/translator";

/** A purpose as words. A project's own purposes are shown as they are. */
export function purposeLabel(purpose: string, t: Translator): string {
  return t.find(`terms.purposes.${purpose}`) ?? purpose;
}
