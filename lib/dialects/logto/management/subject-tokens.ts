import { z as four } from "zod";
import { z } from "zod/v3";
import { type Ctx, clientIdOf, findApiKey, issueOpaqueToken } from "@/lib/access";
import { subjectTokenKind } from "@/lib/http/oauth";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { loadUser, type NoSuchUser } from "../users/find";
import { jsonObject } from "../wire";

export const SubjectTokenBody = z.object({ userId: z.string(), context: jsonObject.optional() });

export const SubjectTokenResource = four.strictObject({
  subjectToken: four.string(),
  expiresIn: four.number(),
});

const lifetimeSeconds = 600;

/** A token with which a backend vouches for a user, once, at the token endpoint. */
export async function issueSubjectToken(
  ctx: Ctx,
  { userId }: z.output<typeof SubjectTokenBody>,
): Promise<Result<four.input<typeof SubjectTokenResource>, NoSuchUser | LogtoError<"auth.unauthorized">>> {
  const user = await loadUser(ctx, userId);
  if (!user.ok) return user;
  const key = ctx.caller.kind === "key" ? await findApiKey(ctx, ctx.caller.apiKeyId) : null;
  // The client was deleted after it was authenticated.
  if (!key?.ok) return logtoError("auth.unauthorized", { status: 401 });
  const subjectToken = await issueOpaqueToken({
    kind: subjectTokenKind,
    prefix: "sub_",
    projectId: ctx.project.id,
    userId: user.value.id,
    client: clientIdOf(key.value),
    lifetimeSeconds,
  });
  return ok({ subjectToken, expiresIn: lifetimeSeconds });
}
