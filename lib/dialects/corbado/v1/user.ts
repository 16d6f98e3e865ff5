import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { mapOk, type Result, refuse } from "@/lib/result";
import { createUser, findUser, type User, type UserIdentifier } from "@/lib/users";
import { showNumber } from "../ids";
import { loadUser } from "../load-from-path";
import { Paging } from "../parsing/paging";
import { badEmail, badFormat, isDuplicate } from "../parsing/rules";
import { type ValueRefused, valueRefused } from "../refusals";
import { valueAsSent } from "../resources/identifier";
import { showInstant } from "../resources/instants";
import { keptOf, mergeUserContext } from "../resources/user";
import { shownStatusV1 } from "./user-status";

const identifier = { ID: z.string(), created: z.string(), updated: z.string(), status: z.string() };

export const UserV1 = z.strictObject({
  ID: z.string(),
  name: z.string(),
  fullName: z.string(),
  created: z.string(),
  updated: z.string(),
  status: z.string(),
  emails: z.array(z.strictObject({ ...identifier, email: z.string() })),
  phoneNumbers: z.array(z.strictObject({ ...identifier, phoneNumber: z.string() })),
});
export const UserReadV1 = z.strictObject({ data: UserV1 });
export const UserListV1 = z.strictObject({
  data: z.strictObject({ users: z.array(UserV1), paging: Paging }),
});
export const UserMadeV1 = z.strictObject({
  data: z.strictObject({ userID: z.string(), emailID: z.string(), phoneNumberID: z.string() }),
});

const emailId = ({ number }: UserIdentifier) => `eml-${number}`;
const phoneId = ({ number }: UserIdentifier) => `phn-${number}`;

export function toUserV1(user: User): z.input<typeof UserV1> {
  const { name, status } = keptOf(user);
  const shared = (held: UserIdentifier) => ({
    created: showInstant(held.createdAt),
    updated: showInstant(held.verifiedAt ?? held.createdAt),
    status: held.verifiedAt ? "active" : "pending",
  });
  const ofType = (type: string) => user.identifiers.filter((held) => held.type === type);
  return {
    ID: showNumber("usr", user.number),
    name: name ?? user.name ?? "",
    fullName: user.name ?? "",
    created: showInstant(user.createdAt),
    updated: showInstant(user.updatedAt),
    status: shownStatusV1(status),
    emails: ofType("email").map((held) => ({ ...shared(held), ID: emailId(held), email: valueAsSent(held) })),
    phoneNumbers: ofType("phone").map((held) => ({
      ...shared(held),
      ID: phoneId(held),
      phoneNumber: valueAsSent(held),
    })),
  };
}

/** The user of the path with everything held: unknown is 404 here, where v2 says 400. */
export async function readUserV1(
  ctx: Ctx,
  params: { userID: string },
): Promise<Result<User, { code: "not_found" }>> {
  const named = await loadUser({ ctx, params });
  const found = named.ok ? await findUser(ctx, named.value.id) : named;
  return found.ok ? found : refuse({ code: "not_found" });
}

export interface NewUserV1 {
  name: string;
  fullName?: string;
  email?: string;
  phoneNumber?: string;
}

/** Makes a user with an address and a number, unverified, all or nothing. What is not given has the empty text for its id. */
export async function makeUserV1(
  ctx: Ctx,
  { name, fullName, email, phoneNumber }: NewUserV1,
): Promise<Result<z.input<typeof UserMadeV1>, ValueRefused>> {
  const created = await createUser(ctx, {
    name: fullName || null,
    wireContext: mergeUserContext(null, { name }),
    identifiers: [
      ...(email ? [{ identifier: { email }, isAsserted: false }] : []),
      ...(phoneNumber ? [{ identifier: { phone: phoneNumber }, isAsserted: false }] : []),
    ],
  });
  if (created.ok) {
    return mapOk(created, (user) => {
      const [held, phone] = ["email", "phone"].map((type) => user.identifiers.find((h) => h.type === type));
      return {
        data: {
          userID: showNumber("usr", user.number),
          emailID: held ? emailId(held) : "",
          phoneNumberID: phone ? phoneId(phone) : "",
        },
      };
    });
  }
  const { code } = created.refusal;
  if (code === "email_invalid") return valueRefused([{ field: "email", message: badEmail }]);
  if (code === "phone_invalid") return valueRefused([{ field: "phoneNumber", message: badFormat }]);
  return valueRefused([{ field: "email", message: isDuplicate }], { status: 409 });
}
