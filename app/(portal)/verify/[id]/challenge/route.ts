import { randomBytes } from "node:crypto";
import { knownLocale } from "@/lib/i18n";
import { fromTypeId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { widgetPage } from "@/lib/protection";
import { findForPortal } from "@/lib/verification";

/** The frame with a vendor's check for bots. It has a Content-Security-Policy of its own (proxy.ts). */
export async function GET(request: Request, { params }: RouteContext<"/verify/[id]/challenge">) {
  const id = fromTypeId("ver", (await params).id);
  const found = id ? await findForPortal(id) : null;
  const project = found?.ok ? await findProject(found.value.projectId) : null;
  const locale = knownLocale(new URL(request.url).searchParams.get("locale") ?? "");
  const page = project && widgetPage(project, locale, randomBytes(16).toString("base64"));
  if (!page) return new Response(null, { status: 404 });
  return new Response(page.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": page.policy,
      // Vendors check which site shows their widget.
      "referrer-policy": "strict-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
