import { expect, test } from "vitest";
import { z } from "zod";
import { action } from "@/app/_forms/action";
import { blank } from "@/app/_forms/form-state";
import { ok, refuse } from "@/lib/result";
import { configFrom, fieldsOf, membersOf, withFieldErrors, withoutNull } from "./config-members";

const schema = z.strictObject({
  host: z.string().meta({ title: "Host", examples: ["smtp.example.com"] }),
  port: z.int().optional(),
  security: z.enum(["tls", "none"]).optional(),
  isStrict: z.boolean().optional(),
  password: z.string().optional().meta({ writeOnly: true }),
  certificate: z.string().max(20_000).optional(),
});
const members = membersOf({
  jsonSchema: z.toJSONSchema(schema, { io: "input" }),
  secretMembers: ["password"],
});
const fields = z.object(fieldsOf(members));

function form(entries: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.append(name, value);
  return data;
}

test("describes a control for each member of the schema", () => {
  expect(members.map(({ name, type }) => [name, type])).toEqual([
    ["host", "text"],
    ["port", "number"],
    ["security", "choice"],
    ["isStrict", "boolean"],
    ["password", "text"],
    ["certificate", "long"],
  ]);
  expect(members[0]).toMatchObject({ title: "Host", example: "smtp.example.com", isRequired: true });
});

test("an empty secret keeps the stored value, and any other empty field removes it", async () => {
  const read = action(fields, async (entered) => ok(configFrom(members, entered)));
  const { done } = await read(
    blank,
    form({ "config.host": "mail", "config.port": "25", "config.password": "" }),
  );
  expect(done).toEqual({ host: "mail", port: 25, security: null, isStrict: false, certificate: null });
  expect(withoutNull(done!)).toEqual({ host: "mail", port: 25, isStrict: false });
  const { done: more } = await read(blank, form({ "config.isStrict": "on", "config.password": "s3cret" }));
  expect(more).toMatchObject({ isStrict: true, password: "s3cret" });
  const { done: removed } = await read(blank, form({ "remove.password": "on" }));
  expect(removed).toMatchObject({ password: null });
});

test("a refusal is shown beside its field, and without the secret", async () => {
  const violations = [{ pointer: "/config/host", message: "expected a host" }];
  const refused = action(fields, async () => refuse({ code: "provider_config_invalid", violations }));
  const state = await refused(blank, form({ "config.host": "?", "config.password": "s3cret" }));
  expect(state.fields).toEqual({ "config.host": "?", "config.isStrict": "", "remove.password": "" });
  expect(withFieldErrors({ ...state, done: undefined }).violations).toEqual({
    "config.host": "expected a host",
  });
});
