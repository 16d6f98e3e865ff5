import { renderingOf } from "@/lib/http";
import { nativeProtocol, route } from "@/lib/http/native";

const maxBodyBytes = 1024;

/**
 * Does nothing but what no endpoint can avoid: reads JSON, answers JSON. `npm run bench` measures the others against it.
 */
async function noop(request: Request): Promise<Response> {
  const length = request.headers.get("content-length");
  // Anybody may call this, so nothing is read whose size is not known beforehand.
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
