import { z } from "zod";
import type { ImportedUser } from "@/lib/users";
import { credential, type Source, urlOf } from "../source";
import { clientToken, vendorClient } from "../vendor-client";

const email = z.object({
  value: z.string(),
  email_verified: z.boolean().nullish(),
  verified_at: z.string().nullish(),
});
const phone = z.object({
  value: z.string(),
  phone_number_verified: z.boolean().nullish(),
  verified_at: z.string().nullish(),
});
const user = z.object({
  user_id: z.string(),
  external_user_id: z.string().nullish(),
  username: z.string().nullish(),
  created_at: z.number(),
  email: email.nullish(),
  secondary_emails: z.array(email).nullish(),
  phone_number: phone.nullish(),
  secondary_phone_numbers: z.array(phone).nullish(),
});
/** Members that our dialect stores and returns unchanged. */
const profile = z.object({
  name: z.unknown().optional(),
  birthday: z.unknown().optional(),
  address: z.unknown().optional(),
  picture: z.unknown().optional(),
  language: z.unknown().optional(),
  external_account_id: z.unknown().optional(),
  custom_app_data: z.unknown().optional(),
  custom_data: z.unknown().optional(),
});
const list = z.object({ result: z.array(z.looseObject(user.shape)), total_count: z.int() });

const pageSize = 500;

/** Users of Transmit Security's tenant. Their ids change, because users here have other ones. */
export const transmit: Source = (options) => {
  const base = urlOf(options, "https://api.transmitsecurity.io");
  const form = {
    client_id: credential(options, "IMPORT_CLIENT_ID"),
    client_secret: credential(options, "IMPORT_CLIENT_SECRET"),
  };
  const renew = () => clientToken(`${base}/cis/oidc/token`, form);
  return async function* (position) {
    const client = vendorClient({ base, rate: options.rate, headers: await renew(), renew });
    for (let offset = Number(position ?? 0); ; ) {
      const { body } = await client.get(`/cis/v1/users?page_offset=${offset}&page_limit=${pageSize}`);
      const { result, total_count: total } = list.parse(body);
      offset += result.length;
      yield { users: result.map(toUser), next: String(offset), total };
      if (result.length === 0 || offset >= total) return;
    }
  };
};

function toUser(found: z.output<typeof list>["result"][number]): ImportedUser {
  const createdAt = new Date(found.created_at);
  const at = (isVerified: boolean | null | undefined, instant: string | null | undefined) =>
    isVerified ? new Date(instant ?? createdAt) : null;
  const emails = [...(found.email ? [found.email] : []), ...(found.secondary_emails ?? [])];
  const phones = [
    ...(found.phone_number ? [found.phone_number] : []),
    ...(found.secondary_phone_numbers ?? []),
  ];
  const kept = Object.entries(profile.parse(found)).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return {
    key: found.user_id,
    externalId: found.external_user_id,
    createdAt,
    identifiers: [
      ...emails.map(({ value, email_verified, verified_at }) => ({
        type: "email" as const,
        value,
        verifiedAt: at(email_verified, verified_at),
      })),
      ...phones.map(({ value, phone_number_verified, verified_at }) => ({
        type: "phone" as const,
        value,
        verifiedAt: at(phone_number_verified, verified_at),
      })),
      ...(found.username ? [{ type: "username" as const, value: found.username, verifiedAt: null }] : []),
    ],
    wireContext: { transmit: Object.fromEntries(kept) },
  };
}
