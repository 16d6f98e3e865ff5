import { FolderX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { getText } from "../_text/get-text";
import { signOut } from "./[project]/_frame/actions";

/** For an unknown project, or an operator without any project, who can only sign out. */
export default async function ProjectNotFound() {
  const t = await getText();
  return (
    <main className="pt-[12dvh]">
      <EmptyState
        level="h1"
        icon={<FolderX aria-hidden />}
        title={t("frame.noProject")}
        action={
          <>
            <Button asChild>
              <Link href={"/console" as Route}>{t("frame.toMyProject")}</Link>
            </Button>
            <form action={signOut}>
              <Button type="submit" variant="ghost">
                {t("frame.signOut")}
              </Button>
            </form>
          </>
        }
      >
        {t("frame.noProjectText")}
      </EmptyState>
    </main>
  );
}
