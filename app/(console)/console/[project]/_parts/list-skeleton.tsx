import { Skeleton, SkeletonRows } from "@/app/_ui/skeleton";
import { getText } from "../../../_text/get-text";

/** The placeholder while a list loads, for `loading.tsx`. */
export async function ListSkeleton() {
  const t = await getText();
  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <Skeleton className="h-control w-full" />
      <SkeletonRows rows={8} label={t("lists.loading")} />
    </div>
  );
}
