import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { createUser, findUser, type User } from "@/lib/users";
import { formatId } from "../ids";
import { loadUser } from "../load-from-path";
import { Paging } from "../parsing/paging";
import { alreadyExists, invalidEmail, invalidFormat } from "../parsing/rules";
import { type ValueRefused, valueRefused } from "../refusals";
import { formatInstant } from "../resources/instants";
import { mergeUserContext, userContextOf } from "../resources/user";
import { EmailV1, PhoneNumberV1, toEmailV1, toPhoneNumberV1 } from "./address";
import { shownStatusV1 } from "./user-status";

export const UserV1 = z.strictObject({
  ID: z.string(),
  name: z.string(),
  fullName: z.string(),
  created: z.string(),
  updated: z.string(),
  status: z.string(),
  emails: z.array(EmailV1),
  phoneNumbers: z.array(PhoneNumberV1),
});
export const UserResponseV1 = z.strictObject({ data: UserV1 });
export const UserListV1 = z.strictObject({
  data: z.strictObject({ users: z.array(UserV1), paging: Paging }),
});
export const UserCreatedV1 = z.strictObject({
  data: z.strictObject({ userID: z.string(), emailID: z.string(), phoneNumberID: z.string() }),
});

export function toUserV1(user: User): z.input<typeof UserV1> {
  const { name, status } = userContextOf(user);
  const ofType = (type: string) => user.identifiers.filter((identifier) => identifier.type === type);
  return {
    ID: formatId("usr", user.number),
    name: name ?? user.name ?? "",
    fullName: user.name ?? "",
    created: formatInstant(user.createdAt),
    updated: formatInstant(user.updatedAt),
    status: shownStatusV1(status),
    emails: ofType("email").map(toEmailV1),
    phoneNumbers: ofType("phone").map(toPhoneNumberV1),
  };
}

/** Finds the user of the path, with identifiers and social accounts. An unknown one is 404 in v1, 400 in v2. */
export async function findUserV1(
  ctx: Ctx,
  params: { userID: string },
): Promise<Result<User, { code: "not_found" }>> {
  const row = await loadUser({ ctx, params });
  const found = row.ok ? await findUser(ctx, row.value.id) : row;
  return found.ok ? found : refuse({ code: "not_found" });
}

export interface CreateUserV1 {
  name: string;
  fullName?: string;
  email?: string;
  phoneNumber?: string;
}

/**
 * Creates a user with an unverified address and number, all or nothing. If an identifier is omitted, its id is
 * empty, because the vendor requires all three.
 */
export async function createUserV1(
  ctx: Ctx,
  { name, fullName, email, phoneNumber }: CreateUserV1,
): Promise<Result<z.input<typeof UserCreatedV1>, ValueRefused>> {
  const created = await createUser(ctx, {
    name: fullName || null,
    wireContext: mergeUserContext(null, { name }),
    identifiers: [
      ...(email ? [{ identifier: { email }, isAsserted: false }] : []),
      ...(phoneNumber ? [{ identifier: { phone: phoneNumber }, isAsserted: false }] : []),
    ],
  });
  if (created.ok) return ok(toUserCreated(created.value));
  const { code } = created.refusal;
  if (code === "email_invalid") return valueRefused([{ field: "email", message: invalidEmail }]);
  if (code === "phone_invalid") return valueRefused([{ field: "phoneNumber", message: invalidFormat }]);
  return valueRefused([{ field: "email", message: alreadyExists }], { status: 409 });
}

function toUserCreated(user: User): z.input<typeof UserCreatedV1> {
  const email = user.identifiers.find(({ type }) => type === "email");
  const phone = user.identifiers.find(({ type }) => type === "phone");
  return {
    data: {
      userID: formatId("usr", user.number),
      emailID: email ? formatId("eml", email.number) : "",
      phoneNumberID: phone ? formatId("phn", phone.number) : "",
    },
  };
}
