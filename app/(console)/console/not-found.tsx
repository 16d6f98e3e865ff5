import { FolderX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { signOut } from "./[project]/_frame/actions";
import { text } from "./[project]/_frame/text";

/** For an unknown project, or an operator without any project, who can only sign out. */
export default function ProjectNotFound() {
  return (
    <main className="pt-[12dvh]">
      <EmptyState
        level="h1"
        icon={<FolderX aria-hidden />}
        title={text.noProject}
        action={
          <>
            <Button asChild>
              <Link href={"/console" as Route}>{text.toMyProject}</Link>
            </Button>
            <form action={signOut}>
              <Button type="submit" variant="ghost">
                {text.signOut}
              </Button>
            </form>
          </>
        }
      >
        {text.noProjectText}
      </EmptyState>
    </main>
  );
}
