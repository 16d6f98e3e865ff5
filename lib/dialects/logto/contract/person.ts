import { type CreateUser, createUser, findUser, type User } from "@/lib/users";
import { type Client, type Method, send, type TestRequest, type TestResponse, userToken } from "./harness";

/** A user of the client's project, with a token for the Account API. */
export interface TestUser {
  id: string;
  token: string;
  call(method: Method, path: string, asked?: TestRequest): Promise<TestResponse>;
  /** The user as currently stored. */
  now(): Promise<User>;
}

export const systemCtx = ({ project }: Client) =>
  ({ project, caller: { kind: "system" }, dialect: "logto", requestId: null, endUser: null }) as const;

export async function aPerson(
  client: Client,
  {
    email,
    phone,
    granted,
    ...over
  }: Partial<CreateUser> & { email?: string; phone?: string; granted?: string } = {},
): Promise<TestUser> {
  const ctx = systemCtx(client);
  const identifiers = [
    ...(email ? [{ identifier: { email }, isAsserted: true }] : []),
    ...(phone ? [{ identifier: { phone: `+${phone}` }, isAsserted: true }] : []),
  ];
  const created = await createUser(ctx, { identifiers, ...over });
  if (!created.ok) throw new Error(created.refusal.code);
  const { id } = created.value;
  return someoneOf(client, id, granted);
}

export async function someoneOf(client: Client, id: string, granted?: string): Promise<TestUser> {
  const token = await userToken(client, id, granted);
  return {
    id,
    token,
    call: (method, path, asked = {}) =>
      send(method, path, { ...asked, headers: { authorization: `Bearer ${token}`, ...asked.headers } }),
    async now() {
      const found = await findUser(systemCtx(client), id);
      if (!found.ok) throw new Error(found.refusal.code);
      return found.value;
    },
  };
}

/** A refusal's status and code. */
export const statusAndCode = ({ status, body }: TestResponse) => [status, body?.code ?? body];
