import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { fromTypeId } from "@/lib/id";
import { beginAuthorization, findForPortal } from "@/lib/verification";
import { authorizationCookieFor, setCookieHeader } from "../../../_parts/authorization-cookie";
import { portalContext } from "../../../_parts/context";
import { localeOf } from "../../../_parts/locale";
import { seeOther } from "../../../_parts/see-other";

/** A form posts here and the browser goes to the provider. A plain form, so that nothing depends on JavaScript. */
export async function POST(request: Request, { params }: RouteContext<"/verify/[id]/authorize">) {
  const { id } = await params;
  const page = `/verify/${encodeURIComponent(id)}`;
  // A foreign page must not send people to a provider in another's name; nor may the cookie be set where the callback
  // would not find it. Either way the page itself is shown, on its own host.
  if (request.headers.get("origin") !== new URL(env.PUBLIC_URL).origin) return seeOther(page);
  const uuid = fromTypeId("ver", id);
  const found = uuid ? await findForPortal(uuid) : null;
  if (!found?.ok) return seeOther(page);

  const form = await request.formData().catch(() => new FormData());
  const locale = localeOf(text(form, "locale"), found.value.locale, null);
  const cookie = authorizationCookieFor(request, locale);
  const begun = await beginAuthorization(
    await portalContext(found.value.projectId, randomBytes(16).toString("base64url")),
    {
      verificationId: found.value.id,
      connectorId: fromTypeId("con", text(form, "connector") ?? "") ?? undefined,
      home: { browserSecret: cookie.secret },
    },
  );
  if (!begun.ok) return seeOther(`${page}?${new URLSearchParams({ locale, visit: begun.refusal.code })}`);
  return seeOther(begun.value.authorizationUrl, { "set-cookie": setCookieHeader(cookie) });
}

/** Where somebody lands who loads the address again by hand. */
export async function GET(_request: Request, { params }: RouteContext<"/verify/[id]/authorize">) {
  return seeOther(`/verify/${encodeURIComponent((await params).id)}`);
}

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" ? value : undefined;
}
