import { authenticateInstallationKey, keyCaller } from "@/lib/access";
import { ok, refuse } from "@/lib/result";
import { endpointFor } from "../endpoint";
import type { Protocol } from "../protocol";
import { routeFor } from "../route";
import type { NativeRefusal } from "./problems";
import { nativeProtocol } from "./protocol";

/** The native API's calls about all projects, for installation keys only. `ctx.project` is the reserved project. */
const installationProtocol: Protocol<NativeRefusal> = {
  ...nativeProtocol,

  async authenticate(request, requestId) {
    const given = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    const found = given ? await authenticateInstallationKey(given) : null;
    if (!found) return refuse({ code: "unauthorized" });
    const { key, project } = found;
    const caller = keyCaller(key);
    return ok({ project, caller, dialect: "native", requestId, endUser: null });
  },
};

/** Declares an endpoint for installation keys. */
export const installationEndpoint = endpointFor(installationProtocol);

/** The exports of a route file for installation keys. */
export const installationRoute = routeFor(installationProtocol);
