import { randomUUID } from "node:crypto";
import type { Ctx } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { findUser } from "@/lib/users";
import { keysAt, type WebhookFormat } from "@/lib/webhooks";
import { toFlow } from "./flow/context";
import { showFlow } from "./flow/show";
import { showIdentities } from "./identities/identity";
import { baseOf } from "./urls";

const uuidOf = (messageId: string) => fromTypeId("msg", messageId)!;

/**
 * The `web_hook` of `flows.verification.after.hooks`. The body is what the Jsonnet template `function(ctx) ctx` makes of the
 * vendor's context, after the verification: the address is already verified. Like the vendor's `api_key` authentication, the
 * header `Authorization` is the endpoint's key. Nothing else is signed.
 */
export const verificationWebHook: WebhookFormat = {
  async render({ projectId, event, verification }) {
    const flow = verification && toFlow(verification);
    const project = flow && (await findProject(projectId));
    if (!flow || !project || event?.type !== "verification.verified") return null;
    const ctx: Ctx = {
      project,
      caller: { kind: "system" },
      dialect: "kratos",
      requestId: event.requestId,
      endUser: null,
    };
    const headers = new Headers();
    const base = baseOf(project, headers);
    const user = flow.verification.userId ? await findUser(ctx, flow.verification.userId) : null;
    const [identity = null] = user?.ok ? await showIdentities(ctx, headers, [user.value]) : [];
    return JSON.stringify({
      flow: await showFlow(flow, { ctx, base, secret: null }),
      identity,
      request_headers: {},
      request_method: "POST",
      request_url: flow.context.requestUrl,
      request_cookies: {},
    });
  },
  headers(keys, { id, at }) {
    return {
      authorization: keysAt(keys, at)[0]!.secret,
      // As in the vendor's `selfservice/hook/web_hook.go`: one for each request, and one that repetitions share.
      "ory-webhook-request-id": randomUUID(),
      "ory-webhook-trigger-id": uuidOf(id),
    };
  },
};
