import { z } from "zod";
import { readQuery } from "../_parts/list-query";

export const formatField = z.enum(["csv", "jsonl"]).catch("csv");

/** The fields of an export's form, read like a list's query. */
export async function readForm<T extends z.ZodObject>(schema: T, request: Request): Promise<z.output<T>> {
  const form = await request.formData().catch(() => new FormData());
  const names = [...new Set(form.keys())];
  const search = Object.fromEntries(
    names.map((name) => [name, form.getAll(name).filter((value) => typeof value === "string")]),
  );
  return readQuery(schema, search);
}
