import { z } from "zod";
import type { MessageTexts } from "@/drizzle/schema";
import { argumentsOf, type MessageArgument, parseMessage } from "@/lib/i18n";

export type { MessageTexts } from "@/drizzle/schema";

/** The values of placeholders. `lifetime` is a duration in words; `minutes` a number, for texts that contain the unit. */
export const placeholders = ["brand", "code", "lifetime", "minutes"] as const;
export type Placeholder = (typeof placeholders)[number];

export interface Part {
  /** In characters, with placeholders as they are written. */
  maxLength: number;
  /** Whether it can have several lines. */
  isMultiline: boolean;
  /** `required`: without the code, the message is of no use. */
  code: "required" | "optional" | "forbidden";
}

const line = (maxLength: number, code: Part["code"] = "forbidden"): Part => ({
  maxLength,
  isMultiline: false,
  code,
});

/**
 * The parts of a message that a project can word itself. The code and the button of an email are placed by its layout, so
 * an email always has them. The code is allowed where a message always has one, and where no list shows it to bystanders.
 */
export const parts = {
  subject: line(150, "optional"),
  heading: line(100),
  instruction: line(500, "optional"),
  alternative: line(200),
  button: line(60),
  linkSubject: line(150),
  linkInstruction: line(500),
  footer: { maxLength: 1000, isMultiline: true, code: "forbidden" },
  sms: { maxLength: 600, isMultiline: true, code: "required" },
  call: { maxLength: 600, isMultiline: true, code: "required" },
} as const satisfies Record<keyof MessageTexts, Part>;
export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as PartName[];

/** The placeholders that a part can contain. */
export function placeholdersOf(name: PartName): Placeholder[] {
  return placeholders.filter((one) => one !== "code" || parts[name].code !== "forbidden");
}

/** What is wrong with a text, as sentences. Lengths are checked by the schema. */
function faultsOf(name: PartName, text: string): string[] {
  if (text === "") return [];
  const { isMultiline, code } = parts[name];
  if (/\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(isMultiline ? text.replaceAll("\n", "") : text))
    return [
      isMultiline ? "It contains control characters." : "It must be one line without control characters.",
    ];
  const elements = parseMessage(text);
  if (!elements)
    return [
      "A brace is not closed, or a placeholder is malformed. Write {code}, and '{' for a brace itself.",
    ];
  const found = argumentsOf(elements);
  const wrong = found.flatMap((argument) => faultOf(name, argument) ?? []);
  const isCodeShown = found.some(({ name, isConditional }) => name === "code" && !isConditional);
  const missing = code === "required" && !isCodeShown ? ["It must contain {code}."] : [];
  return [...new Set(wrong), ...missing];
}

function faultOf(part: PartName, { name, type }: MessageArgument): string | undefined {
  const allowed = placeholdersOf(part);
  if (!allowed.some((one) => one === name))
    return name === "code"
      ? "It must not contain {code}."
      : `{${name}} is unknown. The placeholders are ${allowed.map((one) => `{${one}}`).join(", ")}.`;
  if (type === "other" || (type !== "text" && name !== "minutes"))
    return `Write {${name}} by itself. Only {minutes, plural, …} can have forms.`;
  return undefined;
}

const textOf = (name: PartName) =>
  z
    .string()
    .overwrite((text) => text.replaceAll("\r\n", "\n"))
    .trim()
    .max(parts[name].maxLength)
    .superRefine((text, context) => {
      for (const message of faultsOf(name, text)) context.addIssue({ code: "custom", message });
    });

/** A project's own texts. A part that is empty, null or missing has our text. */
export const messageTexts = z.strictObject(
  Object.fromEntries(partNames.map((name) => [name, textOf(name).nullish()])) as {
    [Name in PartName]: z.ZodOptional<z.ZodNullable<z.ZodString>>;
  },
);
export type GivenTexts = z.output<typeof messageTexts>;

/** The parts that have a text, in their order. */
export function givenTexts(texts: GivenTexts): MessageTexts {
  return Object.fromEntries(partNames.flatMap((name) => (texts[name] ? [[name, texts[name]]] : [])));
}

/** Whether a template has texts of the project's own, and is not ours. */
export function hasTexts(texts: MessageTexts): boolean {
  return Object.keys(texts).length > 0;
}
