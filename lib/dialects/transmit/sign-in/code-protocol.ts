import { keyCaller } from "@/lib/access";
import type { Protocol } from "@/lib/http";
import { authenticateClient } from "@/lib/http/oauth";
import { ok, refuse } from "@/lib/result";
import { clientProtocol, parseBody } from "../protocol";
import type { TransmitRefusal } from "../refusals";
import { ExchangeCode } from "../wire/sign-in-bodies";

/** Backends that send their credentials in the body, with the code. */
export const codeProtocol: Protocol<TransmitRefusal> = {
  ...clientProtocol,
  async authenticate(request, requestId, body) {
    const read = parseBody(request, body);
    if (!read.ok) return read;
    const given = ExchangeCode.safeParse(read.value);
    if (!given.success)
      return refuse({
        code: "value_refused",
        texts: given.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`),
      });
    const { client_id, client_secret } = given.data;
    const client = await authenticateClient(new Headers(), { client_id, client_secret });
    if (!client.ok) return refuse({ code: "client_invalid" });
    const { key, project } = client.value;
    return ok({ project, caller: keyCaller(key), dialect: "transmit", requestId, endUser: null });
  },
};
