import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { getText } from "../../../_text/get-text";

/** On every page of an archived project. */
export async function ArchivedNotice({ project }: { project: string }) {
  const t = await getText();
  return (
    <Callout tone="warning" title={t("frame.archived")} className="mb-6">
      {t("frame.archivedText")}{" "}
      <TextLink href={`/console/${project}/projects`}>{t("frame.toProjects")}</TextLink>
    </Callout>
  );
}
