import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import { type Locale, translator } from "@/lib/i18n";
import { fromTypeId } from "@/lib/id";
import { brandName, findProject } from "@/lib/projects";
import { findForPortal } from "@/lib/verification";
import { Frame } from "../../_parts/frame";
import { localeOf } from "../../_parts/locale";
import { pageStateOf } from "../../_parts/page-state";
import { authorizationErrorText } from "../../_text/authorization-error-text";
import { Choose } from "./_parts/choose";
import { Done } from "./_parts/done";
import { Embedding } from "./_parts/embedding";
import { Ended } from "./_parts/ended";
import { Sent } from "./_parts/sent";
import type { LoadedPage, VerificationView } from "./_parts/verification-view";

type Props = PageProps<"/verify/[id]">;

const load = cache(async (id: string): Promise<LoadedPage | null> => {
  const uuid = fromTypeId("ver", id);
  const found = uuid ? await findForPortal(uuid) : null;
  if (!found?.ok) return null;
  const project = await findProject(found.value.projectId);
  return project && !project.archivedAt ? { verification: found.value, project } : null;
});

async function localeFor({ searchParams }: Props, found: LoadedPage | null): Promise<Locale> {
  return localeOf({
    chosen: (await searchParams).locale,
    started: found?.verification.isLocaleChosen ? found.verification.locale : null,
    acceptLanguage: (await headers()).get("accept-language"),
    fallback: found?.project.settings.defaultLocale,
  });
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load((await props.params).id);
  const title = translator(await localeFor(props, found), "portal")("title");
  return { title: found ? `${title} · ${brandName(found.project)}` : title };
}

/** The portal page of one verification. Works without JavaScript. */
export default async function VerifyPage(props: Props) {
  const { id } = await props.params;
  const query = await props.searchParams;
  const found = await load(id);
  const locale = await localeFor(props, found);
  const t = translator(locale, "portal");
  if (!found) {
    return (
      <Frame project={null} locale={locale} query={{}} title={t("unknown.title")}>
        <p className="mt-3 text-muted">{t("unknown.lead")}</p>
      </Frame>
    );
  }
  const { verification, project } = found;
  // Identifies this rendering, so that its form submitted twice (Enter and auto-submit) counts as one attempt.
  const page = randomBytes(16).toString("base64url");
  const error = typeof query.error === "string" ? authorizationErrorText(query.error, t) : null;
  const view = { id, verification, project, locale, page, error };
  return (
    <>
      <StateView {...view} query={query} />
      <Embedding {...view} />
    </>
  );
}

function StateView({ query, ...view }: VerificationView & { query: Awaited<Props["searchParams"]> }) {
  const { verification } = view;
  const state = pageStateOf(verification);
  const by = query.by === "phone" ? "phone" : "email";
  if (state === "choose") return <Choose {...view} by={by} />;
  if (state === "sent" && query.change !== undefined && verification.isIdentifierOpen) {
    return <Choose {...view} by={by} isChange />;
  }
  if (state === "sent") return <Sent {...view} wasResent={query.sent !== undefined} />;
  if (state === "done") return <Done {...view} />;
  return <Ended {...view} state={state} />;
}
