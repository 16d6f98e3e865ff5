import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { knownLocale } from "@/lib/i18n";
import { fromTypeId } from "@/lib/id";
import { beginAuthorization, findForPortal, portalOriginOf } from "@/lib/verification";
import { authorizationCookieFor, setCookieHeader } from "../../../_parts/authorization-cookie";
import { portalContext } from "../../../_parts/context";
import { localeOf } from "../../../_parts/locale";
import { seeOther } from "../../../_parts/see-other";

/** Starts an authorization request and redirects to the provider. Called by a plain form, so it needs no JavaScript. */
export async function POST(request: Request, { params }: RouteContext<"/verify/[id]/authorize">) {
  const { id } = await params;
  const page = `/verify/${encodeURIComponent(id)}`;
  const uuid = fromTypeId("ver", id);
  const found = uuid ? await findForPortal(uuid) : null;
  // CSRF: another site must not start a sign-in in this project's name. Pages on the project's domain post here, to
  // PUBLIC_URL, because that is where the provider returns to, with this cookie.
  const origin = request.headers.get("origin");
  const isOwn = origin === new URL(env.PUBLIC_URL).origin;
  if (!found?.ok || !(isOwn || origin === portalOriginOf(found.value))) return seeOther(page);

  const form = await request.formData().catch(() => new FormData());
  const locale = localeOf({ chosen: text(form, "locale"), fallback: knownLocale(found.value.locale) });
  const cookie = authorizationCookieFor(request, locale);
  const started = await beginAuthorization(
    await portalContext(found.value.projectId, randomBytes(16).toString("base64url")),
    {
      verificationId: found.value.id,
      connectorId: fromTypeId("con", text(form, "connector") ?? "") ?? undefined,
      callback: { browserSecret: cookie.secret },
    },
  );
  if (!started.ok) return seeOther(`${page}?${new URLSearchParams({ locale, error: started.refusal.code })}`);
  return seeOther(started.value.authorizationUrl, { "set-cookie": setCookieHeader(cookie) });
}

/** Someone reloaded this URL or opened it directly. */
export async function GET(_request: Request, { params }: RouteContext<"/verify/[id]/authorize">) {
  return seeOther(`/verify/${encodeURIComponent((await params).id)}`);
}

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" ? value : undefined;
}
