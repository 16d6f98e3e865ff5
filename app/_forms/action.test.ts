import { expect, test } from "vitest";
import { z } from "zod";
import { ok, refuse } from "@/lib/result";
import { action, blank, checkbox, confirmed, secret } from "./action";

const schema = z.object({
  name: z.string().trim().min(2, "Too short."),
  note: z.string().optional(),
  scopes: z.array(z.string()).min(1, "Choose at least one."),
  isEnabled: checkbox(),
  password: secret(z.string().min(8, "Too short a password.")),
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

test("parses the form and answers what was done", async () => {
  const state = await action(schema, async (input) => ok(input))(blank, form(complete));
  expect(state).toEqual({
    fields: {},
    done: { name: "Jane", note: undefined, scopes: ["a", "b"], isEnabled: true, password: "correct horse" },
  });
});

test("a refusal comes with what was entered, but never with a secret", async () => {
  const state = await action(schema, async () => refuse({ code: "no" }))(blank, form(complete));
  expect(state.refusal).toEqual({ code: "no" });
  expect(state.fields).toEqual({ name: " Jane ", note: " ", scopes: "a", isEnabled: "on" });
});

test("a checkbox that was taken away is shown so again", async () => {
  const entries = complete.filter(([name]) => name !== "isEnabled");
  const state = await action(schema, async () => refuse({ code: "no" }))(blank, form(entries));
  expect(state.fields.isEnabled).toBe("");
});

test("says what is wrong with each field, and runs nothing", async () => {
  const state = await action(schema, async () => expect.unreachable())(
    blank,
    form([
      ["name", "J"],
      ["password", "short"],
    ]),
  );
  expect(state.violations).toEqual({
    name: "Too short.",
    scopes: "Choose at least one.",
    password: "Too short a password.",
  });
  expect(JSON.stringify(state)).not.toContain('"short"');
});

test("an empty field counts as absent", async () => {
  const state = await action(z.object({ email: z.string() }), async () => ok(1))(
    blank,
    form([["email", " "]]),
  );
  expect(state.violations).toEqual({ email: "Fill this in." });
});

test("a confirmation answers a sentence, or nothing", async () => {
  const ask = confirmed(z.object({ id: z.string() }), async ({ id }) =>
    id === "taken" ? "It is taken." : undefined,
  );
  expect(await ask(form([["id", "taken"]]))).toBe("It is taken.");
  expect(await ask(form([["id", "free"]]))).toBeUndefined();
});
