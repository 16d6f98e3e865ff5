import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { text } from "./text";

/** On every page of an archived project. */
export function ArchivedNotice({ project }: { project: string }) {
  return (
    <Callout tone="warning" title={text.archived} className="mb-6">
      {text.archivedText} <TextLink href={`/console/${project}/projects`}>{text.toProjects}</TextLink>
    </Callout>
  );
}
