import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";

/** Shown for an unknown page, chapter or code, next to the contents. */
export default function NotInDocumentation() {
  return (
    <div className="grid gap-6">
      {/* A page that calls `notFound` has no title, so this sets one. */}
      <title>Not found · Countersign docs</title>
      <PageHeader
        title="Page not found"
        description="Check the address. The page may belong to another version of Countersign."
      />
      <Button asChild className="w-fit">
        <Link href={"/docs" as Route}>Go to the documentation</Link>
      </Button>
    </div>
  );
}
