"use server";

import { z } from "zod";
import { projectPatch } from "@/lib/projects";
import { ok, refuse } from "@/lib/result";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction, projectConfirmed } from "../../_parts/project-action";

const schemas = projectPatch.shape.dialects.unwrap().shape.kratos.unwrap().shape.schemas.unwrap();
const { id, schema } = schemas.element.shape;

const jsonObject = z.string().transform((text, { addIssue }) => {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    addIssue({ code: "custom", message: "Enter a JSON object." });
    return z.NEVER;
  }
});

/** Adds an identity schema, or replaces the one with this id. */
export const saveSchema = projectAction(
  "settings.write",
  z.object({ id, schema: jsonObject }),
  async ({ ctx, project }, entry) => {
    const before = project.settings.dialects.kratos.schemas;
    const isKnown = before.some((other) => other.id === entry.id);
    const after = isKnown
      ? before.map((other) => (other.id === entry.id ? entry : other))
      : [...before, entry];
    const checked = schemas.safeParse(after);
    if (!checked.success) return refuse({ code: "schema_refused", reason: checked.error.issues[0]!.message });
    await changeSettings(ctx, { dialects: { kratos: { schemas: checked.data } } });
    return ok(true);
  },
);

export const removeSchema = projectConfirmed(
  "settings.write",
  z.object({ entry: id }),
  async ({ ctx, project }, { entry }) => {
    const schemas = project.settings.dialects.kratos.schemas.filter((other) => other.id !== entry);
    await changeSettings(ctx, { dialects: { kratos: { schemas } } });
  },
);
