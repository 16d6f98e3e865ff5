import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Frame } from "@/app/(portal)/_parts/frame";
import { type FlowView, viewFlow } from "@/lib/dialects/kratos";
import { FlowForms } from "./_parts/flow-forms";

export const metadata: Metadata = { title: "Verification" };

type Props = PageProps<"/self-service/ui/verification">;

/**
 * The default page of a flow, for projects that set none: `/verify?flow=` (next.config.ts). It uses only what any client gets,
 * and works without JavaScript: every form posts to the flow's action.
 */
export default async function FlowPage({ searchParams }: Props) {
  const given = await headers();
  // Set by proxy.ts for portal pages. The internal path that they are rewritten to must not be reachable directly.
  if (!given.has("content-security-policy")) notFound();
  const { flow: id } = await searchParams;
  const view = await viewFlow(new Headers(given), typeof id === "string" ? id : "");
  return view.flow ? <Shown {...view} /> : <Gone {...view} />;
}

const titles = {
  choose_method: "Confirm your address",
  sent_email: "Check your messages",
  passed_challenge: "Confirmed",
};

const tones = { info: "info", error: "danger", success: "success" } as const;

function Shown({ project, flow }: Extract<FlowView, { flow: object }>) {
  return (
    <Frame project={project} locale="en" title={titles[flow.state]}>
      {flow.ui.messages?.map(({ id, text, type }) => (
        <Callout key={id} tone={tones[type]} live className="mt-4">
          {text}
        </Callout>
      ))}
      <FlowForms ui={flow.ui} />
    </Frame>
  );
}

function Gone({ project, isOver, startUrl }: Extract<FlowView, { flow: null }>) {
  return (
    <Frame
      project={project}
      locale="en"
      title={isOver ? "This request has expired" : "Nothing to confirm here"}
    >
      <p className="mt-3 text-muted">
        {isOver
          ? "Start again to get a new code."
          : "This request was started in another browser, or the address of this page is incomplete."}
      </p>
      <Button asChild variant="primary" size="lg" className="mt-6 w-full">
        <a href={startUrl}>Start again</a>
      </Button>
    </Frame>
  );
}
