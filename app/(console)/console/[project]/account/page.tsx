import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { requireRole } from "../../../_session/session";
import { ProfileForm } from "./_parts/profile-form";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function AccountPage({ params }: PageProps<"/console/[project]/account">) {
  const { project } = await params;
  const { operator } = await requireRole(project, "read");
  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      <ProfileForm name={operator.name} email={operator.email} />
    </div>
  );
}
