import { z } from "zod";
import type { ImportedUser } from "@/lib/users";
import { credential, type Source, urlOf } from "../source";
import { clientToken, vendorClient } from "../vendor-client";

const user = z.object({
  id: z.string(),
  username: z.string().nullish(),
  primaryEmail: z.string().nullish(),
  primaryPhone: z.string().nullish(),
  name: z.string().nullish(),
  avatar: z.string().nullish(),
  customData: z.record(z.string(), z.unknown()).catch({}),
  profile: z.record(z.string(), z.unknown()).catch({}),
  identities: z
    .record(
      z.string(),
      z.object({ userId: z.string(), details: z.record(z.string(), z.unknown()).nullish() }),
    )
    .catch({}),
  isSuspended: z.boolean().catch(false),
  lastSignInAt: z.number().nullish(),
  applicationId: z.string().nullish(),
  createdAt: z.number(),
});

const pageSize = 100;

/** Users of Logto's Management API. It does not export passwords. Ids stay the same if they are numbers in base 36. */
export const logto: Source = (options) => {
  const base = urlOf(options);
  const form = {
    client_id: credential(options, "IMPORT_CLIENT_ID"),
    client_secret: credential(options, "IMPORT_CLIENT_SECRET"),
    resource: options.env.IMPORT_RESOURCE ?? "https://default.logto.app/api",
    scope: "all",
  };
  const renew = () => clientToken(`${base}/oidc/token`, form);
  return async function* (position) {
    const client = vendorClient({ base, rate: options.rate, headers: await renew(), renew });
    for (let page = Number(position ?? 1); ; page++) {
      const { body, headers } = await client.get(`/api/users?page=${page}&page_size=${pageSize}`);
      const users = z.array(user).parse(body);
      const total = Number(headers.get("total-number"));
      // The last page can grow, so the next run reads it again.
      const isLast = users.length < pageSize;
      yield { users: users.map(toUser), next: String(isLast ? page : page + 1), total };
      if (isLast) return;
    }
  };
};

function toUser(found: z.output<typeof user>): ImportedUser {
  const createdAt = new Date(found.createdAt);
  const { avatar, customData, profile, isSuspended, lastSignInAt, applicationId } = found;
  // Logto's users have verified addresses only, and it does not say since when.
  const verified = (type: "email" | "phone", value: string | null | undefined) =>
    value
      ? [{ type, value: type === "phone" ? `+${value.replace(/^\+/, "")}` : value, verifiedAt: createdAt }]
      : [];
  return {
    key: found.id,
    number: numberOf(found.id),
    name: found.name,
    createdAt,
    identifiers: [
      ...verified("email", found.primaryEmail),
      ...verified("phone", found.primaryPhone),
      ...(found.username ? [{ type: "username" as const, value: found.username, verifiedAt: null }] : []),
    ],
    socialAccounts: Object.entries(found.identities).map(([provider, { userId, details }]) => ({
      provider,
      subject: userId,
      profile: {
        name: textIn(details, "name"),
        avatarUrl: textIn(details, "avatar"),
        email: textIn(details, "email"),
      },
    })),
    wireContext: {
      logto: { avatar, customData, profile, isSuspended, lastSignInAt, applicationId },
    },
  };
}

const textIn = (details: Record<string, unknown> | null | undefined, name: string) =>
  typeof details?.[name] === "string" ? details[name] : null;

/** Numbers here are in [10¹⁸, 36¹²). */
function numberOf(id: string): bigint | undefined {
  if (!/^[0-9a-z]{12}$/.test(id)) return undefined;
  const number = [...id].reduce((value, digit) => value * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  return number >= 10n ** 18n ? number : undefined;
}
