import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { requireRole } from "../../../_session/session";
import { ProfileForm } from "./_parts/profile-form";
import { words } from "./words";

export const metadata: Metadata = { title: words.title };

export default async function AccountPage({ params }: PageProps<"/console/[project]/account">) {
  const { project } = await params;
  const { operator } = await requireRole(project, "read");
  return (
    <div className="grid gap-8">
      <PageHeader title={words.title} description={words.description} />
      <ProfileForm name={operator.name} email={operator.email} />
    </div>
  );
}
