import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { isSandbox, listEnabledConnectors } from "@/lib/social";
import { text } from "./text";

/** A warning on every page of a project that offers the sandbox, because its verifications prove nothing. */
export async function SandboxNotice({ project, projectId }: { project: string; projectId: string }) {
  const connectors = await listEnabledConnectors(projectId);
  if (!connectors.some(isSandbox)) return null;
  return (
    <Callout tone="warning" className="mb-6">
      {text.sandboxIsOn}{" "}
      <TextLink href={`/console/${project}/settings/connectors`}>{text.sandboxAction}</TextLink>
    </Callout>
  );
}
