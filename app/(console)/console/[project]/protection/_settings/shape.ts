import type { z } from "zod";
import { protectionSettings } from "@/lib/projects";

/** The schemas of the settings by name. */
export const { shape } = protectionSettings;

/** The schema of the elements of a list that has a default. */
export const elementOf = <T extends z.ZodType>(list: z.ZodDefault<z.ZodArray<T>>) => list.unwrap().element;

/** The options of a select from a group of texts. */
export function optionsOf<Value extends string>(options: Record<Value, { label: string; hint?: string }>) {
  return (Object.entries(options) as [Value, { label: string; hint?: string }][]).map(([value, words]) => ({
    value,
    ...words,
  }));
}
