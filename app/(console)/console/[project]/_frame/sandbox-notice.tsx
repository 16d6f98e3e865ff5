import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { isSandbox, listEnabledConnectors } from "@/lib/social";
import { getText } from "../../../_text/get-text";

/** A warning on every page of a project that offers the sandbox, because its verifications prove nothing. */
export async function SandboxNotice({ project, projectId }: { project: string; projectId: string }) {
  const t = await getText();
  const connectors = await listEnabledConnectors(projectId);
  if (!connectors.some(isSandbox)) return null;
  return (
    <Callout tone="warning" className="mb-6">
      {t("frame.sandboxIsOn")}{" "}
      <TextLink href={`/console/${project}/settings/connectors`}>{t("frame.sandboxAction")}</TextLink>
    </Callout>
  );
}
