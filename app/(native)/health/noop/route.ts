import { renderingOf } from "@/lib/http";
import { nativeProtocol, route } from "@/lib/http/native";

const maxBodyBytes = 1024;

/** Only parses and returns JSON, as every endpoint does. `npm run bench` compares the other endpoints with it. */
async function noop(request: Request): Promise<Response> {
  const length = request.headers.get("content-length");
  // Anyone can call this, so a body of unknown size is not read.
  if (length === null || Number(length) > maxBodyBytes) {
    return nativeProtocol.renderRefusal(
      { code: "body_too_large", maxBodyBytes },
      renderingOf(nativeProtocol, request),
    );
  }
  const given = await request.json().catch(() => null);
  return Response.json({ status: "ok", isJson: given !== null });
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: noop });
