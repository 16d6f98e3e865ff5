import { expect, test } from "vitest";
import { type Act, can } from "./roles";

const table: Record<Act, { viewer: boolean; support: boolean; admin: boolean; owner: boolean }> = {
  read: { viewer: true, support: true, admin: true, owner: true },
  "messages.read": { viewer: false, support: true, admin: true, owner: true },
  "messages.retry": { viewer: false, support: true, admin: true, owner: true },
  "verifications.change": { viewer: false, support: true, admin: true, owner: true },
  "verifications.start": { viewer: false, support: false, admin: true, owner: true },
  "users.write": { viewer: false, support: false, admin: true, owner: true },
  "keys.write": { viewer: false, support: false, admin: true, owner: true },
  "settings.write": { viewer: false, support: false, admin: true, owner: true },
  "team.write": { viewer: false, support: false, admin: false, owner: true },
};

test.each(Object.entries(table))("%s is for exactly these roles", (act, allowed) => {
  const answer = Object.fromEntries(
    Object.keys(allowed).map((role) => [role, can(role as "viewer", act as Act)]),
  );
  expect(answer).toEqual(allowed);
});
