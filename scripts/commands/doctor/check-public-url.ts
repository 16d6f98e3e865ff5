import { env } from "@/lib/env";
import { type Finding, failed, passed, warning } from "./finding";
import { reasonOf } from "./reason";

const about = "PUBLIC_URL";

export async function checkPublicUrl(): Promise<Finding[]> {
  return judgePublicUrl(env.PUBLIC_URL, env.NODE_ENV === "production", await ask(env.PUBLIC_URL));
}

/** What answers at the URL. */
export type Reply =
  | { kind: "ours"; isReady: boolean }
  | { kind: "elsewhere"; location: string }
  | { kind: "foreign"; status: number }
  | { kind: "silent"; reason: string };

/** Asks for the readiness of whatever serves this address. */
export async function ask(publicUrl: string): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(`${publicUrl}/health/ready`, {
      redirect: "manual",
      signal: AbortSignal.timeout(5000),
    });
  } catch (error) {
    return { kind: "silent", reason: reasonOf(error) };
  }
  const location = response.headers.get("location");
  if (location) return { kind: "elsewhere", location };
  const body: unknown = await response.json().catch(() => null);
  const status = typeof body === "object" && body !== null && "status" in body ? body.status : null;
  if (response.status === 200 && status === "ok") return { kind: "ours", isReady: true };
  if (response.status === 503 && status === "unavailable") return { kind: "ours", isReady: false };
  return { kind: "foreign", status: response.status };
}

export function judgePublicUrl(publicUrl: string, isProduction: boolean, reply: Reply): Finding[] {
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const findings: Finding[] = [];
  if (protocol === "http:" && !isLocal) {
    const remedy = "Put a proxy with TLS in front, and set PUBLIC_URL to its https address.";
    findings.push(failed(about, `${publicUrl} is not encrypted: codes could be read on their way.`, remedy));
  } else if (isLocal && isProduction) {
    const remedy = "Set PUBLIC_URL to the https address at which people reach this installation.";
    findings.push(
      warning(about, `${publicUrl} opens on this machine only: links in messages lead nowhere.`, remedy),
    );
  }
  const problem = replyProblem(publicUrl, reply);
  if (problem) findings.push(problem);
  return findings.length > 0 ? findings : [passed(about, `${publicUrl} leads here.`)];
}

function replyProblem(publicUrl: string, reply: Reply): Finding | null {
  switch (reply.kind) {
    case "ours":
      if (reply.isReady) return null;
      return failed(about, `${publicUrl} is served, but not ready.`, "See what stands under Database.");
    case "elsewhere":
      return failed(
        about,
        `${publicUrl} redirects to ${reply.location}.`,
        "Set PUBLIC_URL to the final address.",
      );
    case "foreign":
      return failed(
        about,
        `Something else answers at ${publicUrl} (status ${reply.status}).`,
        "Check PUBLIC_URL, and where the proxy in front passes requests on to.",
      );
    case "silent":
      return warning(
        about,
        `Nobody answers at ${publicUrl}: ${reply.reason}.`,
        "Start the server with npm start. If it runs, check PUBLIC_URL and the way from here to there.",
      );
  }
}
