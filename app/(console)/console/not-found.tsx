import { FolderX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { signOut } from "./[project]/_frame/actions";
import { words } from "./[project]/_frame/words";

/** No such project, as far as this operator can tell; or they are in no team at all, and can only leave. */
export default function NoSuchProject() {
  return (
    <main className="pt-[12dvh]">
      <EmptyState
        level="h1"
        icon={<FolderX aria-hidden />}
        title={words.noProject}
        action={
          <>
            <Button asChild>
              <Link href={"/console" as Route}>{words.toMyProject}</Link>
            </Button>
            <form action={signOut}>
              <Button type="submit" variant="ghost">
                {words.signOut}
              </Button>
            </form>
          </>
        }
      >
        {words.noProjectText}
      </EmptyState>
    </main>
  );
}
