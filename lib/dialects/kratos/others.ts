import type { Ctx } from "@/lib/access";
import { errors } from "./errors";
import type { Call } from "./protocol";
import { errorReply, json, type Reply } from "./reply";

/** The release whose clients this dialect was tried with; what it speaks is the line after it (README). */
export async function version(_ctx: Ctx, _call: Call): Promise<Reply> {
  return json(200, { version: "v26.2.0" });
}

/** Nobody signs in here, so nobody is signed in. */
export async function whoami(_ctx: Ctx, { request }: Call): Promise<Reply> {
  return errorReply(errors.noSession, request.headers);
}
