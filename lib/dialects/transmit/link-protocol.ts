import type { Ctx } from "@/lib/access";
import { type EdgeRefusal, endUserOf, type Protocol } from "@/lib/http";
import { newId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { findByLink, findByReturnCode, type LoadedVerification } from "@/lib/verification";
import { linkPolicyName, loginLinkPolicyName } from "./policies";
import { renderRefusal, userProtocol } from "./protocol";
import type { TransmitRefusal } from "./refusals";

type Find = (parameters: URLSearchParams) => Promise<LoadedVerification | null>;

/** Links of other dialects count as unknown. */
const byToken: Find = async (parameters) => {
  const v = await findByLink(parameters.get("token") ?? "");
  return v && [linkPolicyName, loginLinkPolicyName].includes(v.policyName) ? v : null;
};

const byCode: Find = (parameters) => findByReturnCode(parameters.get("code") ?? "");

/** A browser. What `find` reads from the URL is its only credential. */
async function authenticate(
  request: Request,
  requestId: string,
  find: Find,
): Promise<Result<Ctx, TransmitRefusal>> {
  const v = await find(new URL(request.url).searchParams);
  const project = v && (await findProject(v.projectId));
  if (!project) return refuse({ code: "link_unknown" });
  return ok({
    project,
    caller: { kind: "page", nonce: newId() },
    dialect: "transmit",
    requestId,
    endUser: endUserOf(request.headers),
  });
}

/** The link's token must not reach the next page, and the redirect must not be cached. */
const privately = { "referrer-policy": "no-referrer", "cache-control": "no-store" };

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Verification</title></head>
<body><h1>This link doesn’t work</h1><p>It is incomplete or has expired. Go back to the application and request a new one.</p></body>
</html>
`;

function pageOf(status: number): Response {
  return new Response(page, {
    status,
    headers: {
      ...privately,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    },
  });
}

const isLost = (refusal: TransmitRefusal | EdgeRefusal) =>
  refusal.code === "link_unknown" || refusal.code === "request_invalid";

/** On success, redirects to the URL that `run` returns. An unusable link shows a page, because there is no redirect URI. */
const redirecting = (find: Find): Protocol<TransmitRefusal> => ({
  ...userProtocol,
  authenticate: (request, requestId) => authenticate(request, requestId, find),
  renderValue: (_status, value) =>
    new Response(null, {
      status: 302,
      headers: { ...privately, location: (value as { location: string }).location },
    }),
  renderRefusal: (refusal) => (isLost(refusal) ? pageOf(400) : renderRefusal(refusal)),
});

/** Mailed links. */
export const linkProtocol = redirecting(byToken);

/** The URI with which a sign-in by passcode ends. */
export const completionProtocol = redirecting(byCode);

/** HEAD changes and reveals nothing, because mail scanners send it. */
export const answerHead = async () => new Response(null, { status: 200, headers: privately });
