import { z } from "zod";
import type { Translator } from "../../../../_text/translator";

/** A whole number that the form submits as text. */
export function wholeNumber(least: number, most: number, t: Translator) {
  const error = t("protection.outOfBounds", { least, most });
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.int().min(least, error).max(most, error));
}

/** An amount in dollars, with a point or a comma. */
export function dollars(least: number, most: number, t: Translator) {
  const error = t("protection.outOfBounds", { least, most });
  return z
    .string()
    .regex(/^\d{1,7}([.,]\d{1,4})?$/, error)
    .transform((given) => Number(given.replace(",", ".")))
    .pipe(z.number().min(least, error).max(most, error));
}

/** Entries of a text area: one a line, or separated by commas or spaces. */
export function lines<T extends z.ZodType<unknown, string>>(entry: T, most: number, t: Translator) {
  return list(entry, most, /[\s,;]+/, t);
}

/** Entries of a text area that consist of several words: one a line. */
export function entries<T extends z.ZodType<unknown, string>>(entry: T, most: number, t: Translator) {
  return list(entry, most, /\s*\n\s*/, t);
}

/** Checked one by one, so that the error names the wrong one. */
function list<T extends z.ZodType<unknown, string>>(
  entry: T,
  most: number,
  separator: RegExp,
  t: Translator,
) {
  return z
    .string()
    .default("")
    .transform((given, context) => {
      const found = given.trim().split(separator).filter(Boolean);
      if (found.length > most)
        context.addIssue({ code: "custom", message: t("protection.tooMany", { most }) });
      return found.map((one) => {
        const parsed = entry.safeParse(one);
        if (parsed.success) return parsed.data;
        context.addIssue({
          code: "custom",
          message: t("protection.wrongEntry", {
            entry: one.slice(0, 60),
            why: parsed.error.issues[0]!.message,
          }),
        });
        return z.NEVER;
      }) as z.output<T>[];
    });
}
