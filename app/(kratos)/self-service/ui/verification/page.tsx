import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Frame } from "@/app/(portal)/_parts/frame";
import { type FlowView, viewFlow } from "@/lib/dialects/kratos";
import { isolated, type Locale, translator } from "@/lib/i18n";
import { brandName } from "@/lib/projects";
import { browserLocale } from "../_text/browser-locale";
import { flowText } from "../_text/flow-text";
import { FlowForms } from "./_parts/flow-forms";

type Props = PageProps<"/self-service/ui/verification">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await browserLocale(null), "portal")("title") };
}

/**
 * The default page of a flow, for projects that set none: `/verify?flow=` (next.config.ts). It uses only what any client gets,
 * and works without JavaScript: every form posts to the flow's action. The vendor's messages are shown in the browser's
 * language.
 */
export default async function FlowPage({ searchParams }: Props) {
  const given = await headers();
  // Set by proxy.ts for portal pages. The internal path that they are rewritten to must not be reachable directly.
  if (!given.has("content-security-policy")) notFound();
  const { flow: id } = await searchParams;
  const view = await viewFlow(new Headers(given), typeof id === "string" ? id : "");
  const locale = await browserLocale(view.project);
  return view.flow ? <Shown {...view} locale={locale} /> : <Gone {...view} locale={locale} />;
}

const tones = { info: "info", error: "danger", success: "success" } as const;

function Shown({ project, flow, locale }: Extract<FlowView, { flow: object }> & { locale: Locale }) {
  const t = translator(locale, "portal");
  const address = addressIn(flow.ui);
  const to = isolated(address, locale);
  const titles = {
    choose_method: t("choose.title"),
    sent_email: t(address.includes("@") ? "sent.title.email" : "sent.title.sms"),
    passed_challenge: t("done.title"),
  };
  return (
    <Frame project={project} locale={locale} title={titles[flow.state]}>
      {flow.ui.messages?.map((message) => (
        <Callout key={message.id} tone={tones[message.type]} live className="mt-4">
          {flowText(message, t, to)}
        </Callout>
      ))}
      <FlowForms ui={flow.ui} textOf={(message) => flowText(message, t, to)} />
    </Frame>
  );
}

/** The address that the message was sent to: the value of the field, or of the resend button. */
function addressIn({ nodes }: Extract<FlowView, { flow: object }>["flow"]["ui"]): string {
  for (const node of nodes) {
    if (node.type === "input" && node.attributes.name === "email") return String(node.attributes.value ?? "");
  }
  return "";
}

function Gone({ project, isOver, startUrl, locale }: Extract<FlowView, { flow: null }> & { locale: Locale }) {
  const t = translator(locale, "portal");
  return (
    <Frame project={project} locale={locale} title={t(isOver ? "expired.title" : "unknown.title")}>
      <p className="mt-3 text-muted">
        {isOver && project ? t("expired.lead", { brand: brandName(project) }) : t("unknown.lead")}
      </p>
      <Button asChild variant="primary" size="lg" className="mt-6 w-full">
        <a href={startUrl}>{t("flow.startAgain")}</a>
      </Button>
    </Frame>
  );
}
