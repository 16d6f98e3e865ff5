import { guardedFetch, type Outgoing } from "./guarded-fetch";

/** The transport to identity providers. An object, so that tests can redirect hosts to stand-ins on loopback. */
export const transport = {
  fetch: (url: string, outgoing?: Outgoing): Promise<Response> => guardedFetch(url, outgoing),
};
