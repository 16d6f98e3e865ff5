import { z } from "zod";
import { networkKey } from "@/lib/access";
import {
  recordStatuses,
  type StatusCallback,
  type VerifiedCallback,
  verifyStatusCallback,
} from "@/lib/delivery";
import { env } from "@/lib/env";
import { fromTypeId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { ok, refuse } from "@/lib/result";
import { clientAddress } from "../client-address";
import type { Handler } from "../declaration";
import { endpointFor } from "../endpoint";
import type { Protocol } from "../protocol";
import { limitRequests } from "../request-limit";
import type { NativeRefusal } from "./problems";
import { nativeProtocol } from "./protocol";

/** What a request was verified to report, between the two steps of its call. */
const verified = new WeakMap<Request, VerifiedCallback>();

/**
 * Per network, and counted before the signature is checked. A provider sends from few networks: this is enough for three
 * statuses of each of 160 messages a second.
 */
const callbacksPerMinute = 30_000;

/** Callers are providers, and their signature is what authenticates them. */
const callbackProtocol: Protocol<NativeRefusal> = {
  ...nativeProtocol,
  isStrict: false,
  isUnlimited: true,
  maxBodyBytes: 64 * 1024,

  async authenticate(request, requestId, body) {
    const network = networkKey(clientAddress(request.headers)) ?? "unknown";
    const limited = await limitRequests(`callbacks:${network}`, callbacksPerMinute);
    if (!limited.ok) return limited;
    const { pathname, search } = new URL(request.url);
    const id = fromTypeId("prv", pathname.split("/").at(-2) ?? "");
    if (!id) return refuse({ code: "not_found" });
    const callback: StatusCallback = {
      // Providers sign the URL that they know. Proxies in between change the one that arrives.
      url: `${new URL(env.PUBLIC_URL).origin}${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      body,
    };
    const found = await verifyStatusCallback(id, callback);
    if (!found.ok) return refuse(refusals[found.refusal.code]);
    verified.set(request, found.value);
    const project = await findProject(found.value.provider.projectId);
    if (!project) return refuse({ code: "not_found" });
    return ok({ project, caller: { kind: "system" }, dialect: "native", requestId, endUser: null });
  },

  parseBody: (request) => ok(verified.get(request)),
  renderValue: (status) => new Response(null, { status }),
};

const refusals = {
  provider_not_found: { code: "not_found" },
  callbacks_not_configured: { code: "unauthorized" },
  signature_invalid: { code: "unauthorized" },
  callback_malformed: {
    code: "request_invalid",
    violations: [{ part: "body", pointer: "", message: "expected a status callback of the provider" }],
  },
} as const;

const receive = endpointFor(callbackProtocol)(
  {
    operationId: "receiveStatusCallback",
    summary: "Receive a provider's status callback",
    tag: "Providers",
    scope: null,
    body: z.custom<VerifiedCallback>((value) => value !== undefined),
    status: 204,
    response: z.undefined(),
    refusals: [],
  },
  async ({ body }) => {
    await recordStatuses(body);
    return ok(undefined);
  },
);

/**
 * Receives the status callbacks of a provider: Twilio gets this URL with every message, and operators enter it as a webhook
 * in Resend. Not in the OpenAPI document, because only providers can call it.
 */
export const receiveStatusCallback: Handler = (request, route) => receive(request, route);
