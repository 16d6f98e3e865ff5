import { expect, test } from "vitest";
import { z } from "zod";
import { ok, refuse } from "@/lib/result";
import { action, checkbox, confirmed, secret } from "./action";
import { blank } from "./form-state";

const schema = z.object({
  name: z.string().trim().min(2, "The name is too short."),
  note: z.string().optional(),
  scopes: z.array(z.string()).min(1, "Choose at least one."),
  isEnabled: checkbox(),
  password: secret(z.string().min(8, "The password is too short.")),
});

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

const complete: [string, string][] = [
  ["name", " Jane "],
  ["note", " "],
  ["scopes", "a"],
  ["scopes", "b"],
  ["isEnabled", "on"],
  ["password", "correct horse"],
  ["$ACTION_ID_1", ""],
];

test("parses the form and returns the result", async () => {
  const state = await action(schema, async (input) => ok(input))(blank, form(complete));
  expect(state).toEqual({
    fields: {},
    done: { name: "Jane", note: undefined, scopes: ["a", "b"], isEnabled: true, password: "correct horse" },
  });
});

test("a refusal returns the entered values, but never a secret", async () => {
  const state = await action(schema, async () => refuse({ code: "no" }))(blank, form(complete));
  expect(state.refusal).toEqual({ code: "no" });
  expect(state.fields).toEqual({ name: " Jane ", note: " ", scopes: "a", isEnabled: "on" });
});

test("a checkbox that was unchecked stays unchecked after a refusal", async () => {
  const entries = complete.filter(([name]) => name !== "isEnabled");
  const state = await action(schema, async () => refuse({ code: "no" }))(blank, form(entries));
  expect(state.fields.isEnabled).toBe("");
});

test("reports an error for each invalid field, and does not run", async () => {
  const state = await action(schema, async () => expect.unreachable())(
    blank,
    form([
      ["name", "J"],
      ["password", "short"],
    ]),
  );
  expect(state.violations).toEqual({
    name: "The name is too short.",
    scopes: "Choose at least one.",
    password: "The password is too short.",
  });
  expect(JSON.stringify(state)).not.toContain('"short"');
});

test("an empty field counts as missing", async () => {
  const state = await action(z.object({ email: z.string() }), async () => ok(1))(
    blank,
    form([["email", " "]]),
  );
  expect(state.violations).toEqual({ email: "This field is required." });
});

test("a confirmation returns an error text, or nothing", async () => {
  const confirm = confirmed(z.object({ id: z.string() }), async ({ id }) =>
    id === "taken" ? "This ID is taken." : undefined,
  );
  expect(await confirm(form([["id", "taken"]]))).toBe("This ID is taken.");
  expect(await confirm(form([["id", "free"]]))).toBeUndefined();
});
