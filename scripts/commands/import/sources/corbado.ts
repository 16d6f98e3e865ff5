import { z } from "zod";
import type { ImportedUser } from "@/lib/users";
import { credential, type Source, urlOf } from "../source";
import { vendorClient } from "../vendor-client";

const identifier = z.object({ value: z.string(), status: z.enum(["pending", "primary", "verified"]) });
const user = z.object({
  userID: z.string(),
  fullName: z.string().nullish(),
  status: z.enum(["pending", "active", "disabled"]),
  explicitWebauthnID: z.string().nullish(),
  emailIdentifiers: z.array(identifier),
  phoneNumberIdentifiers: z.array(identifier),
  usernameIdentifiers: z.array(identifier),
  socialAccounts: z.array(
    z.object({
      providerType: z.string(),
      foreignID: z.string(),
      identifierValue: z.string(),
      avatarURL: z.string(),
      fullName: z.string(),
    }),
  ),
  createdMS: z.number(),
});
const list = z.object({
  users: z.array(user),
  paging: z.object({ totalPages: z.int(), totalItems: z.int() }),
});

const pageSize = 100;

/** Users of Corbado's Backend API, with their identifiers and social logins. Their ids stay the same. */
export const corbado: Source = (options) => {
  const secret = credential(options, "IMPORT_SECRET");
  const credentials = Buffer.from(`${credential(options, "IMPORT_PROJECT_ID")}:${secret}`).toString("base64");
  const client = vendorClient({
    base: urlOf(options, "https://backendapi.cloud.corbado.io"),
    rate: options.rate,
    headers: { authorization: `Basic ${credentials}` },
  });
  return async function* (position) {
    // Oldest first, so that users who join meanwhile do not move the pages.
    for (let page = Number(position ?? 1); ; page++) {
      const { body } = await client.get(`/v2/users?sort=created:asc&page=${page}&pageSize=${pageSize}`);
      const { users, paging } = list.parse(body);
      const isLast = page >= paging.totalPages;
      yield { users: users.map(toUser), next: String(isLast ? page : page + 1), total: paging.totalItems };
      if (isLast) return;
    }
  };
};

function toUser(found: z.output<typeof user>): ImportedUser {
  const createdAt = new Date(found.createdMS);
  const held = (type: "email" | "phone" | "username", all: z.output<typeof identifier>[]) =>
    all
      // The primary one first: it becomes primary here.
      .toSorted((a, b) => Number(b.status === "primary") - Number(a.status === "primary"))
      .map(({ value, status }) => ({ type, value, verifiedAt: status === "pending" ? null : createdAt }));
  const digits = /^usr-(\d{1,19})$/.exec(found.userID)?.[1];
  const { status, explicitWebauthnID } = found;
  return {
    key: found.userID,
    number: digits === undefined || BigInt(digits) >= 2n ** 63n ? undefined : BigInt(digits),
    name: found.fullName,
    createdAt,
    identifiers: [
      ...held("email", found.emailIdentifiers),
      ...held("phone", found.phoneNumberIdentifiers),
      ...held("username", found.usernameIdentifiers),
    ],
    socialAccounts: found.socialAccounts.map(({ providerType, foreignID, ...account }) => ({
      provider: providerType,
      subject: foreignID,
      profile: { name: account.fullName, avatarUrl: account.avatarURL, email: account.identifierValue },
    })),
    wireContext: { corbado: { status, ...(explicitWebauthnID && { explicitWebauthnID }) } },
  };
}
