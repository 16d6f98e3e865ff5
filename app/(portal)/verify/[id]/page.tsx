import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import { fromTypeId } from "@/lib/id";
import { brandName, findProject, type Locale, type Project } from "@/lib/projects";
import { findForPortal, type LoadedVerification } from "@/lib/verification";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { pageStateOf } from "../../_parts/page-state";
import { portalTextIn } from "../../_text";
import { authorizationErrorText } from "../../_text/authorization-error-text";
import { Choose } from "./_parts/choose";
import { Done } from "./_parts/done";
import { Ended } from "./_parts/ended";
import { Sent } from "./_parts/sent";

type Props = PageProps<"/verify/[id]">;

interface Found {
  verification: LoadedVerification;
  project: Project;
}

const load = cache(async (id: string): Promise<Found | null> => {
  const uuid = fromTypeId("ver", id);
  const found = uuid ? await findForPortal(uuid) : null;
  if (!found?.ok) return null;
  const project = await findProject(found.value.projectId);
  return project && { verification: found.value, project };
});

async function localeFor({ searchParams }: Props, found: Found | null): Promise<Locale> {
  const asked = (await searchParams).locale;
  return localeOf(
    typeof asked === "string" ? asked : undefined,
    found?.verification.locale ?? null,
    (await headers()).get("accept-language"),
  );
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load((await props.params).id);
  const text = portalTextIn(await localeFor(props, found));
  return { title: found ? `${text.title} · ${brandName(found.project)}` : text.title };
}

/** What an end user sees of a verification: the one thing that is needed now. Works without JavaScript. */
export default async function VerifyPage(props: Props) {
  const { id } = await props.params;
  const query = await props.searchParams;
  const found = await load(id);
  const locale = await localeFor(props, found);
  const text = portalTextIn(locale);
  if (!found) {
    return (
      <Frame project={null} locale={locale} title={text.unknown.title}>
        <p className="mt-3 text-muted">{text.unknown.lead}</p>
      </Frame>
    );
  }
  const { verification, project } = found;
  // Names this rendering: its form sent twice (Enter and auto-submit) is one answer (docs: replay grace).
  const page = randomBytes(16).toString("base64url");
  const visit = typeof query.visit === "string" ? authorizationErrorText(query.visit, text) : null;
  const shown = { id, verification, project, locale, page, visit };
  const state = pageStateOf(verification);
  if (state === "choose") return <Choose {...shown} by={query.by === "phone" ? "phone" : "email"} />;
  if (state === "sent" && query.change !== undefined && verification.isIdentifierOpen) {
    return <Choose {...shown} by={query.by === "phone" ? "phone" : "email"} isChange />;
  }
  if (state === "sent") return <Sent {...shown} wasResent={query.sent !== undefined} />;
  if (state === "done") return <Done {...shown} />;
  return <Ended {...shown} state={state} />;
}

export interface Shown extends Found {
  id: string;
  locale: Locale;
  page: string;
  /** What became of a visit to a provider that proved nothing. */
  visit: string | null;
}
