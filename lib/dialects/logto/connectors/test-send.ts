import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { testProviderConfig } from "@/lib/delivery";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { withoutPlus } from "../identifier";
import { fillTemplate } from "../sending/fill-template";
import { recordMessage } from "../sending/mock-record";
import { email, jsonObject, phone } from "../wire";
import { checkConfig, findFactory, invalidConfig } from "./factories";
import { templatesOf } from "./templates-of";

export const TestConnectorBody = z.object({
  phone: phone.optional(),
  email: email.optional(),
  config: jsonObject,
  locale: z.string().optional(),
});
type Body = z.output<typeof TestConnectorBody>;

export const testConnectorRefusals = [
  "guard.invalid_input",
  "connector.not_found",
  "connector.unexpected_type",
  "connector.invalid_config",
  "connector.template_not_found",
  "connector.general",
] as const;
type Refusal = LogtoError<(typeof testConnectorRefusals)[number]>;

/** The code in the vendor's test messages. */
const code = "000000";

/** Sends a test message with the given config, whether or not a connector uses it. */
export async function testFactory(
  ctx: Ctx,
  factoryId: string,
  body: Body,
): Promise<Result<undefined, Refusal>> {
  const to = body.phone ?? body.email;
  // As on the vendor's server: no issues, and the text's slot is not filled.
  if (to === undefined) return logtoError("guard.invalid_input");
  const type = to === body.phone ? "Sms" : "Email";
  const factory = findFactory(ctx.project, factoryId);
  if (!factory) return logtoError("connector.not_found", { slots: { type } });
  if (factory.type !== type) return logtoError("connector.unexpected_type");
  const checked = checkConfig(factory, body.config);
  if (!checked.ok) return checked;
  const templates = templatesOf(checked.value);
  const template = templates.find(({ usageType }) => usageType === "Generic") ?? null;
  if (templates.length > 0 && !template)
    return logtoError("connector.template_not_found", {
      data: { message: "Template not found for type: Generic" },
    });

  const payload = { code, ...(body.locale && { locale: body.locale }) };
  if (!factory.carrier) {
    await recordMessage({ type, usage: "Generic", payload, to, template });
    return ok(undefined);
  }
  const translated = factory.carrier.toConfig(checked.value);
  if (!translated) return invalidConfig();
  const content = template ? fillTemplate(template.content, payload) : `Your verification code is ${code}.`;
  const sent = await testProviderConfig(ctx, {
    kind: factory.carrier.kind,
    config: translated,
    to: type === "Email" ? to : `+${withoutPlus(to)}`,
    subject: fillTemplate(template?.subject ?? "Test", payload),
    content,
    isHtml: template?.contentType === "text/html",
    facts: { type: "Generic", code, payload },
  });
  if (!sent.ok) return invalidConfig({ violations: sent.refusal.violations });
  if (sent.value.outcome === "accepted") return ok(undefined);
  return logtoError("connector.general", { slots: { errorDescription: sent.value.explanation } });
}
