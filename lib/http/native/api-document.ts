import { type DescribedRoute, openApiDocument } from "../openapi";
import type { OpenApiDocument } from "../openapi-document";
import type { Schema } from "../openapi-schemas";
import type { EdgeRefusal } from "../protocol";
import { info, tags } from "./introduction";
import { exampleProblem } from "./problem-examples";
import { type NativeRefusal, problems } from "./problems";
import { nativeProtocol } from "./protocol";
import { webhookDescriptions } from "./webhook-descriptions";
import { webhookBody } from "./webhook-payload";

/** For examples. A running installation uses its own address. */
const occurrence = {
  publicUrl: "http://localhost:3000",
  instance: "/api/v1/verifications/ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
};

/** The OpenAPI document of the native API. */
export function apiDocument(routes: readonly DescribedRoute[]): OpenApiDocument {
  return openApiDocument(routes, {
    info,
    tags,
    problem,
    webhooks,
    spell,
    maxBodyBytes: nativeProtocol.maxBodyBytes,
  });
}

const webhooks = Object.entries(webhookDescriptions).map(([type, summary]) => ({
  type,
  tag: "Webhooks",
  summary,
  headers: {
    "webhook-id": "The message's id. The same each time it is sent, so that you can ignore repetitions.",
    "webhook-timestamp":
      "When this request was sent, in seconds since 1970. Refuse what is older than five minutes.",
    "webhook-signature":
      "Signatures of `<webhook-id>.<webhook-timestamp>.<body>`, separated by spaces: `v1,` and HMAC-SHA-256, or `v1a,` and Ed25519, in base64. One of them must match.",
  },
  body: webhookBody(type),
}));

const problem: Schema = {
  type: "object",
  description:
    "Why a request was refused (RFC 9457). Some codes have more members; see the page of the code.",
  properties: {
    type: { type: "string", format: "uri", description: "The URL of the code's documentation page." },
    title: { type: "string", description: "The same for every occurrence of the code." },
    status: { type: "integer" },
    detail: { type: "string", description: "One sentence about this occurrence." },
    instance: { type: "string", description: "The request path." },
    code: { type: "string", description: "Use this to tell errors apart." },
    requestId: { type: "string", description: "Identifies the request in logs and events." },
  },
  required: ["type", "title", "status", "detail", "instance", "code", "requestId"],
};

function spell(given: string) {
  // Codes come from declarations, whose type allows no others.
  const code = given as (NativeRefusal | EdgeRefusal)["code"];
  const { status, title } = problems[code];
  return { status, title, example: exampleProblem(code, occurrence) };
}
