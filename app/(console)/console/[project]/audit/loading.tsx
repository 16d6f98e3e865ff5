export { ListSkeleton as default } from "../_parts/list-skeleton";
