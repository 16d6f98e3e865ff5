import { describe, expect, test } from "vitest";
import { apiLanguage } from "@/lib/i18n";
import en from "@/lib/i18n/explanations/en.json";
import { connectorKinds, testKinds } from ".";

const { kinds, members: shared } = en.connectors;

test("there are texts for every kind, and for no others", () => {
  expect(Object.keys(kinds).sort()).toEqual([...connectorKinds, ...testKinds].map(({ kind }) => kind).sort());
});

describe.each(connectorKinds.map((kind) => [kind.kind, kind] as const))("the form of %s", (name, kind) => {
  const members = kind.textsIn(apiLanguage).jsonSchema.properties ?? {};

  test("has a label for every member, and no texts for others", () => {
    for (const [member, shown] of Object.entries(members)) expect(shown, member).toHaveProperty("title");
    const texts = kinds[name];
    const own = "members" in texts ? Object.keys(texts.members) : [];
    expect(Object.keys(members)).toEqual(expect.arrayContaining(own));
  });
});

test("every shared text is of a member of a kind", () => {
  const all = connectorKinds.flatMap(({ jsonSchema }) => Object.keys(jsonSchema.properties ?? {}));
  expect(all).toEqual(expect.arrayContaining(Object.keys(shared)));
});

test("a scope's text quotes the standard one", () => {
  const github = connectorKinds.find(({ kind }) => kind === "github")!;
  expect(github.textsIn(apiLanguage).jsonSchema.properties?.scope).toMatchObject({
    title: "Scope",
    description: "“read:user user:email” by default.",
  });
});
