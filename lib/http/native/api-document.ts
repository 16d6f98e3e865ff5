import { type DescribedRoute, openApiDocument } from "../openapi";
import type { OpenApiDocument } from "../openapi-document";
import type { Schema } from "../openapi-schemas";
import type { EdgeRefusal } from "../protocol";
import { info, tags } from "./introduction";
import { exampleProblem } from "./problem-examples";
import { type NativeRefusal, problems } from "./problems";

/** As the documents write it; an installation answers with its own address. */
const occurrence = {
  publicUrl: "http://localhost:3000",
  instance: "/api/v1/verifications/ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
};

/** The OpenAPI document of the native API. */
export function apiDocument(routes: readonly DescribedRoute[]): OpenApiDocument {
  return openApiDocument(routes, { info, tags, problem, spell });
}

const problem: Schema = {
  type: "object",
  description:
    "Why a request was refused (RFC 9457). Some codes carry more members, which their pages describe.",
  properties: {
    type: { type: "string", format: "uri", description: "Ends in the code, and leads to its page." },
    title: { type: "string", description: "The same for every occurrence." },
    status: { type: "integer" },
    detail: { type: "string", description: "One sentence about this occurrence." },
    instance: { type: "string", description: "The path that was asked for." },
    code: { type: "string", description: "What programs compare." },
    requestId: { type: "string", description: "Find the request in logs and events by it." },
  },
  required: ["type", "title", "status", "detail", "instance", "code", "requestId"],
};

function spell(given: string) {
  // Codes come from declarations, whose type allows no others.
  const code = given as (NativeRefusal | EdgeRefusal)["code"];
  const { status, title } = problems[code];
  return { status, title, example: exampleProblem(code, occurrence) };
}
