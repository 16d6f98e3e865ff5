import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { requireRole } from "../../../../_session/session";
import { TryIt } from "./_parts/try-it";
import { words } from "./words";

export const metadata: Metadata = { title: words.title };

export default async function TryItPage({ params }: PageProps<"/console/[project]/developers/try-it">) {
  const { project } = await params;
  const { operator } = await requireRole(project, "verifications.start");
  return (
    <div className="grid gap-8">
      <PageHeader
        title={words.title}
        description={
          <>
            {words.description} {words.keyNote}{" "}
            <TextLink href={`/console/${project}/developers/api-keys`}>{words.makeKey}</TextLink>
          </>
        }
      />
      <TryIt project={project} email={operator.email} />
    </div>
  );
}
