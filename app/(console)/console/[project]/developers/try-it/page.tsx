import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { requireRole } from "../../../../_session/session";
import { TryIt } from "./_parts/try-it";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function TryItPage({ params }: PageProps<"/console/[project]/developers/try-it">) {
  const { project } = await params;
  const { operator } = await requireRole(project, "verifications.start");
  return (
    <div className="grid gap-8">
      <PageHeader
        title={text.title}
        description={
          <>
            {text.description} {text.keyNote}{" "}
            <TextLink href={`/console/${project}/developers/api-keys`}>{text.createKey}</TextLink>
          </>
        }
      />
      <TryIt project={project} email={operator.email} />
    </div>
  );
}
