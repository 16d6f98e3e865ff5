import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Role } from "./repository";
import { type Act, can, isSensitive } from "./roles";

const table: Record<Act, Record<Role, boolean>> = {
  read: { viewer: true, support: true, admin: true, owner: true },
  "messages.read": { viewer: false, support: true, admin: true, owner: true },
  "messages.retry": { viewer: false, support: true, admin: true, owner: true },
  "verifications.change": { viewer: false, support: true, admin: true, owner: true },
  "verifications.approve": { viewer: false, support: true, admin: true, owner: true },
  "lists.export": { viewer: false, support: true, admin: true, owner: true },
  "lists.exportWhole": { viewer: false, support: false, admin: true, owner: true },
  "verifications.start": { viewer: false, support: false, admin: true, owner: true },
  "users.write": { viewer: false, support: false, admin: true, owner: true },
  "users.delete": { viewer: false, support: false, admin: true, owner: true },
  "people.export": { viewer: false, support: false, admin: true, owner: true },
  "people.erase": { viewer: false, support: false, admin: true, owner: true },
  "keys.write": { viewer: false, support: false, admin: true, owner: true },
  "credentials.write": { viewer: false, support: false, admin: true, owner: true },
  "audit.read": { viewer: false, support: false, admin: true, owner: true },
  "settings.write": { viewer: false, support: false, admin: true, owner: true },
  "team.write": { viewer: false, support: false, admin: false, owner: true },
  "project.archive": { viewer: false, support: false, admin: false, owner: true },
};
const everyRole = ["viewer", "support", "admin", "owner"] as const;

test.each(Object.entries(table))("%s is allowed for exactly these roles", (act, allowed) => {
  const answer = Object.fromEntries(everyRole.map((role) => [role, can(role, act as Act)]));
  expect(answer).toEqual(allowed);
});

/** Every server action of a project, and the minimum role that may run it. A new one fails the test until it is listed here. */
const actions: Record<string, Role> = {
  "developers/api-keys: createKey": "admin",
  "developers/api-keys: editKey": "admin",
  "developers/api-keys: revokeKey": "admin",
  "developers/api-keys: rotateKey": "admin",
  "developers/dialects: removeSchema": "admin",
  "developers/dialects: saveSchema": "admin",
  "developers/return-urls: addOrigin": "admin",
  "developers/return-urls: addUrl": "admin",
  "developers/return-urls: removeOrigin": "admin",
  "developers/return-urls: removeUrl": "admin",
  "developers/return-urls: restoreOrigin": "admin",
  "developers/return-urls: restoreUrl": "admin",
  "developers/shadow: clearReport": "admin",
  "developers/try-it: checkTry": "admin",
  "developers/try-it: readTry": "support",
  "developers/try-it: startTry": "admin",
  "developers/webhooks: addEndpoint": "admin",
  "developers/webhooks: changeEndpoint": "admin",
  "developers/webhooks: removeEndpoint": "admin",
  "developers/webhooks: replayOne": "admin",
  "developers/webhooks: replayPeriod": "admin",
  "developers/webhooks: rotateEndpoint": "admin",
  "developers/webhooks: switchEndpoint": "admin",
  "developers/webhooks: testEndpoint": "admin",
  "messages: cancelMessage": "support",
  "messages: retryMessage": "support",
  "projects: archive": "owner",
  "projects: restore": "owner",
  "protection: pause": "admin",
  "protection: reopen": "admin",
  "protection: saveBots": "admin",
  "protection: saveEmails": "admin",
  "protection: saveLimits": "admin",
  "protection: savePhones": "admin",
  "protection: saveRules": "admin",
  "protection: saveTests": "admin",
  "settings: removeDomain": "admin",
  "settings: removeProjectLogo": "admin",
  "settings: runDomainCheck": "admin",
  "settings: saveGeneral": "admin",
  "settings: setDomain": "admin",
  "settings: uploadLogo": "admin",
  "settings/connectors: addConnector": "admin",
  "settings/connectors: removeConnector": "admin",
  "settings/connectors: saveConnector": "admin",
  "settings/connectors: runConnectorTest": "admin",
  "settings/policies: savePolicy": "admin",
  "settings/privacy: erase": "admin",
  "settings/privacy: saveRetention": "admin",
  "settings/providers: moveProvider": "admin",
  "settings/providers: removeProvider": "admin",
  "settings/providers: saveProvider": "admin",
  "settings/providers: runProviderTest": "admin",
  "settings/team: inviteMember": "owner",
  "settings/team: changeMember": "owner",
  "settings/team: removeMember": "owner",
  "settings/templates: previewTemplate": "admin",
  "settings/templates: resetTemplate": "admin",
  "settings/templates: restoreTemplate": "admin",
  "settings/templates: saveTemplate": "admin",
  "settings/templates: testTemplate": "admin",
  "settings/team: saveSecondFactor": "owner",
  "settings/team: unlinkCompany": "owner",
  "settings/team: withdrawInvitation": "owner",
  "suppressions: addSuppression": "support",
  "suppressions: removeSuppression": "support",
  "users: submitIdentifier": "admin",
  "users: submitNewUser": "admin",
  "users: confirmDeleteUser": "admin",
  "users: submitUser": "admin",
  "users: makeIdentifierPrimary": "admin",
  "users: removeFromUser": "admin",
  "users: unlinkAccount": "admin",
  "verifications: approveVerification": "support",
  "verifications: cancelVerification": "support",
  "verifications: deleteView": "viewer",
  "verifications: keepView": "viewer",
  "verifications: resendMessage": "support",
  "verifications: restoreView": "viewer",
};

/** These belong to no project: they concern the installation, sign someone in or out, or change the operator's own account. */
const withoutProject = {
  "(console)/console/sign-in/actions.ts": ["requestCode", "resendCode", "startOver"],
  "(console)/console/[project]/_frame/actions.ts": ["signOut"],
  "(console)/console/[project]/projects/actions.ts": [
    "create",
    "createInstallationKey",
    "revokeInstallationKey",
  ],
  "(console)/console/[project]/account/actions.ts": [
    "saveProfile",
    "startAddress",
    "saveAddress",
    "startPasskey",
    "savePasskey",
    "deletePasskey",
    "startTotp",
    "turnOnTotp",
    "deleteTotp",
    "replaceCodes",
    "endSession",
    "endAllSessions",
  ],
  "(console)/console/second-factor/actions.ts": [
    "startPasskey",
    "answerPasskey",
    "answerCode",
    "signInWithCode",
  ],
};

const app = resolve(import.meta.dirname, "../../app");
const consoleFiles = readdirSync(join(app, "(console)"), { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path: `(console)/${path}`, text: readFileSync(join(app, "(console)", path), "utf8") }));

test("every page of a project checks the role itself, because its layout does not run again on navigation", () => {
  const pages = consoleFiles.filter(({ path }) => /\[project\]\/(?:.*\/)?page\.tsx$/.test(path));
  const open = pages.filter(({ text }) => !/requireRole\(|requireOperator\(/.test(text));
  expect(pages.length).toBeGreaterThan(10);
  expect(open.map(({ path }) => path)).toEqual(["(console)/console/[project]/[...rest]/page.tsx"]);
});

describe("the console's server actions", () => {
  const files = consoleFiles.filter(({ text }) => text.includes('"use server"'));

  const found = files.flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:const|(?:async )?function) (\w+)(.*(?:\n.*)?)/gm)].map(
      ([, name = "", rest = ""]) => ({
        path,
        name,
        act: /^ = project(?:Action|Query|Form|Confirmed)(?:<[^(]*>)?\(\s*"([a-z.]+)"/.exec(rest)?.[1],
      }),
    ),
  );
  const isWithoutProject = ({ path, name }: { path: string; name: string }) =>
    Object.entries(withoutProject).some(([file, names]) => file === path && names.includes(name));

  test("are in files of their own, where this test finds them", () => {
    for (const { path, text } of files) {
      expect(path).toMatch(/\/actions\.ts$/);
      expect(text.startsWith('"use server";\n'), path).toBe(true);
      expect(text, path).not.toMatch(/^export (?:default|\*|\{)/m);
    }
  });

  test("each name their act, unless they belong to no project", () => {
    const unguarded = found.filter((one) => !one.act && !isWithoutProject(one));
    expect(unguarded).toEqual([]);
    expect(found.filter(isWithoutProject)).toHaveLength(Object.values(withoutProject).flat().length);
  });

  test("ask for an old second factor again before secrets, deletions and roles change", () => {
    const asking = found.filter(({ act }) => act && isSensitive(act as Act)).map(({ name }) => name);
    expect(asking.sort()).toEqual([
      "addConnector",
      "addEndpoint",
      "approveVerification",
      "changeMember",
      "confirmDeleteUser",
      "createKey",
      "editKey",
      "erase",
      "inviteMember",
      "removeConnector",
      "removeEndpoint",
      "removeFromUser",
      "removeMember",
      "removeProvider",
      "revokeKey",
      "rotateEndpoint",
      "rotateKey",
      "saveConnector",
      "saveProvider",
      "saveSecondFactor",
      "unlinkAccount",
      "unlinkCompany",
      "withdrawInvitation",
    ]);
  });

  test("are open to exactly these roles", () => {
    const inProjects = found.filter(({ act }) => act);
    const least = inProjects.map(({ path, name, act }) => [
      `${path.replace("(console)/console/[project]/", "").replace("/actions.ts", "")}: ${name}`,
      everyRole.find((role) => can(role, act as Act)),
    ]);
    expect(Object.fromEntries(least)).toEqual(actions);
  });
});
