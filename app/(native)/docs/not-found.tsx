import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";

/** For a chapter or a code that the reference does not have; its contents stay beside it. */
export default function NotInReference() {
  return (
    <div className="grid gap-6">
      {/* What a page called `notFound` has no title of its own, and the browser would show none. */}
      <title>Not found · Countersign API</title>
      <PageHeader
        title="The reference has no such page"
        description="It may be mistyped, or belong to another version of the API."
      />
      <Button asChild className="w-fit">
        <Link href={"/docs" as Route}>Go to the introduction</Link>
      </Button>
    </div>
  );
}
