import { toTypeId } from "@/lib/id";
import { listUsers } from "@/lib/users";
import { search, statusOf } from "@/lib/verification";
import { requireRole } from "../../../_session/session";
import { getText } from "../../../_text/get-text";
import type { FoundRecord } from "../_frame/palette-options";
import { nameOf } from "../users/_parts/user-table";
import { filterOf as userFilterOf } from "../users/query";
import { subjectOf } from "../verifications/account";
import { filterOf, VerificationSearch } from "../verifications/query";

const most = 5;

/** The people and verifications that a text in the command palette means: an address, a part of one, or an external ID. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/find">,
): Promise<Response> {
  const t = await getText();
  const { ctx } = await requireRole((await params).project, "read");
  const { q } = VerificationSearch.parse({ q: new URL(request.url).searchParams.get("q") });
  const found = q === undefined ? [] : await Promise.all([usersOf(q), verificationsOf(q)]);
  return Response.json(found.flat(), { headers: { "cache-control": "no-store" } });

  async function usersOf(q: string): Promise<FoundRecord[]> {
    const users = await listUsers(ctx, { ...userFilterOf({ q }), limit: most });
    return users.map((user) => {
      const id = toTypeId("usr", user.id);
      return { page: "users", id, label: nameOf(user) ?? id, detail: user.externalId ?? "" };
    });
  }

  async function verificationsOf(q: string): Promise<FoundRecord[]> {
    const filter = await filterOf(ctx, VerificationSearch.parse({ q }));
    const { verifications } = await search(ctx, { ...filter, limit: most });
    return verifications.map((v) => {
      const id = toTypeId("ver", v.id);
      return {
        page: "verifications",
        id,
        label: subjectOf(v) ?? id,
        detail: t(`terms.statuses.${statusOf(v, v.now)}`),
      };
    });
  }
}
