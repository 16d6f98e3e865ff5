import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { TryIt } from "./_parts/try-it";

export const generateMetadata = titled("tryIt.title");

export default async function TryItPage({ params }: PageProps<"/console/[project]/developers/try-it">) {
  const t = await getText();
  const { project } = await params;
  const { operator } = await requireRole(project, "verifications.start");
  return (
    <div className="grid gap-8">
      <PageHeader
        title={t("tryIt.title")}
        description={
          <>
            {t("tryIt.description")} {t("tryIt.keyNote")}{" "}
            <TextLink href={`/console/${project}/developers/api-keys`}>{t("tryIt.createKey")}</TextLink>
          </>
        }
      />
      <TryIt project={project} email={operator.email} />
    </div>
  );
}
