import { expect, it } from "vitest";
import type { Project } from "@/lib/projects";
import type { User } from "@/lib/users";
import { valuesOfClaims } from "./requested-claims";

const withData = (bytes: number) => {
  const custom_data = { text: "x".repeat(bytes - '{"text":""}'.length), small: undefined };
  const user = { wireContext: { transmit: { custom_data } } } as unknown as User;
  return { user, project: {} as Project, client: "csk_00000000" };
};

it("a claim of more than 100 KB is left out", () => {
  const most = 100 * 1024;
  expect(valuesOfClaims({ custom_data: {} }, withData(most))).toHaveProperty("custom_data");
  expect(valuesOfClaims({ custom_data: {} }, withData(most + 1))).toEqual({});
  // Of which only a part was asked for.
  expect(valuesOfClaims({ custom_data: { fields: ["small"] } }, withData(most + 1))).toEqual({
    custom_data: {},
  });
});
