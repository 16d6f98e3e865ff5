import { openToAllOrigins, type RouteExports } from "@/lib/http";
import { route } from "../endpoint";

/** The exports of a route file of the Account API, which pages of any origin can call, as with the vendor. */
export function accountRoute(methods: Parameters<typeof route>[0]): RouteExports {
  return openToAllOrigins(route(methods));
}
