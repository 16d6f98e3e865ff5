import { fromTypeId } from "@/lib/id";
import { findForPortal } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import type { Body, Client, TestResponse } from "./harness";

/* What tests of several resources do on the way to what they are about. */

let people = 0;
/** A new recipient, unaffected by the limits of other tests. */
export const someone = () => `jane${++people}@example.com`;

export const uuidOf = (v: Body): string => fromTypeId("ver", v.id)!;

/** Starts a verification and answers it. */
export async function start(client: Client, body: object = { email: someone() }): Promise<Body> {
  const answer = await client.call("POST", "/verifications", { body });
  if (answer.status !== 201) throw new Error(`start refused: ${answer.body.code}`);
  return answer.body;
}

/** The code in the recipient's message. */
export async function rightCode(v: Body): Promise<string> {
  const found = await findForPortal(uuidOf(v));
  if (!found.ok) throw new Error(found.refusal.code);
  return codeOf(found.value);
}

export function check(client: Client, v: Body, code: string, more: object = {}): Promise<TestResponse> {
  return client.call("POST", `/verifications/${v.id}/attempts`, { body: { code, ...more } });
}

/** Starts a verification and answers it correctly. */
export async function prove(client: Client, body: object): Promise<Body> {
  const v = await start(client, body);
  const answer = await check(client, v, await rightCode(v));
  if (answer.status !== 200) throw new Error(`check refused: ${answer.body.code}`);
  return answer.body;
}

/** All items of a list, page by page. Every page but the last is full. */
export async function everyPage(client: Client, path: string, limit: number): Promise<Body[]> {
  const items: Body[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { body } = await client.call("GET", `${path}limit=${limit}${cursor && `&cursor=${cursor}`}`);
    if (body.nextCursor !== null && body.data.length !== limit) throw new Error("A page has a gap.");
    items.push(...body.data);
    cursor = body.nextCursor;
  }
  return items;
}
