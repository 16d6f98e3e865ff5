import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";

/** Shown for an unknown chapter or code, next to the contents. */
export default function NotInReference() {
  return (
    <div className="grid gap-6">
      {/* A page that calls `notFound` has no title, so this sets one. */}
      <title>Not found · Countersign API</title>
      <PageHeader
        title="Page not found"
        description="Check the address. The page may belong to another version of the API."
      />
      <Button asChild className="w-fit">
        <Link href={"/docs" as Route}>Go to the introduction</Link>
      </Button>
    </div>
  );
}
