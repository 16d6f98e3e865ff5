import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import type { TwilioService } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { addService, changeService } from "../change-services";
import { newSid, toSid } from "../sids";
import { showInstant } from "../wire/fields";
import { PageMeta, type PageQuery, pageMeta, slicePage } from "../wire/paging";
import type { UpdateServiceBody } from "./requests";

export const ServiceResource = z.strictObject({
  sid: z.string(),
  account_sid: z.string(),
  friendly_name: z.string(),
  code_length: z.int(),
  lookup_enabled: z.boolean(),
  psd2_enabled: z.boolean(),
  skip_sms_to_landlines: z.boolean(),
  dtmf_input_required: z.boolean(),
  tts_name: z.string().nullable(),
  do_not_share_warning_enabled: z.boolean(),
  custom_code_enabled: z.boolean(),
  push: z.record(z.string(), z.unknown()),
  totp: z.record(z.string(), z.unknown()),
  whatsapp: z.record(z.string(), z.unknown()),
  passkeys: z.record(z.string(), z.unknown()),
  default_template_sid: z.string().nullable(),
  verify_event_subscription_enabled: z.boolean(),
  date_created: z.string(),
  date_updated: z.string(),
  url: z.string(),
  links: z.record(z.string(), z.string()),
});

export const ServiceList = z.strictObject({ services: z.array(ServiceResource), meta: PageMeta });

/** Factors and passkeys do not exist here. SDKs expect their settings, so they have the vendor's defaults. */
const unsupported = (friendlyName: string) => ({
  push: { include_date: false, apn_credential_sid: null, fcm_credential_sid: null },
  totp: { issuer: friendlyName, time_step: 30, code_length: 6, skew: 1 },
  whatsapp: { msg_service_sid: null, from: null },
  passkeys: {
    relying_party: { id: null, name: null, origins: null },
    authenticator_attachment: null,
    discoverable_credentials: null,
    user_verification: null,
  },
});

export function toServiceResource(ctx: Ctx, service: TwilioService): z.input<typeof ServiceResource> {
  const url = `${env.PUBLIC_URL}/v2/Services/${service.sid}`;
  return {
    sid: service.sid,
    account_sid: toSid("AC", ctx.project.id),
    friendly_name: service.friendlyName,
    code_length: service.codeLength,
    lookup_enabled: service.lookupEnabled,
    psd2_enabled: service.psd2Enabled,
    skip_sms_to_landlines: service.skipSmsToLandlines,
    dtmf_input_required: service.dtmfInputRequired,
    tts_name: service.ttsName,
    do_not_share_warning_enabled: service.doNotShareWarningEnabled,
    custom_code_enabled: service.customCodeEnabled,
    ...unsupported(service.friendlyName),
    default_template_sid: service.defaultTemplateSid,
    verify_event_subscription_enabled: service.verifyEventSubscriptionEnabled,
    date_created: showInstant(service.createdAt),
    date_updated: showInstant(service.updatedAt),
    url,
    links: {
      verifications: `${url}/Verifications`,
      verification_checks: `${url}/VerificationCheck`,
      rate_limits: `${url}/RateLimits`,
      messaging_configurations: `${url}/MessagingConfigurations`,
      entities: `${url}/Entities`,
      webhooks: `${url}/Webhooks`,
      access_tokens: `${url}/AccessTokens`,
    },
  };
}

/** Loads the service of the path. */
export async function loadService({
  ctx,
  params,
}: {
  ctx: Ctx;
  params: { serviceSid: string };
}): Promise<Result<TwilioService, { code: "not_found" }>> {
  const { services } = ctx.project.settings.dialects.twilio;
  const found = services.find(({ sid }) => sid === params.serviceSid);
  return found ? ok(found) : refuse({ code: "not_found" });
}

/** Newest first. */
export function listServices(ctx: Ctx, query: PageQuery): z.input<typeof ServiceList> {
  const { rows, hasNext } = slicePage(ctx.project.settings.dialects.twilio.services.toReversed(), query);
  return {
    services: rows.map((service) => toServiceResource(ctx, service)),
    meta: pageMeta({ key: "services", path: "/Services", query, hasNext }),
  };
}

type Members = z.output<typeof UpdateServiceBody>;

/** What was sent, under our names. Omitted members keep the value of `before`. */
function withMembers(before: TwilioService, sent: Members): TwilioService {
  return {
    ...before,
    friendlyName: sent.FriendlyName ?? before.friendlyName,
    codeLength: sent.CodeLength ?? before.codeLength,
    lookupEnabled: sent.LookupEnabled ?? before.lookupEnabled,
    skipSmsToLandlines: sent.SkipSmsToLandlines ?? before.skipSmsToLandlines,
    dtmfInputRequired: sent.DtmfInputRequired ?? before.dtmfInputRequired,
    ttsName: sent.TtsName ?? before.ttsName,
    psd2Enabled: sent.Psd2Enabled ?? before.psd2Enabled,
    doNotShareWarningEnabled: sent.DoNotShareWarningEnabled ?? before.doNotShareWarningEnabled,
    customCodeEnabled: sent.CustomCodeEnabled ?? before.customCodeEnabled,
    defaultTemplateSid: sent.DefaultTemplateSid ?? before.defaultTemplateSid,
    verifyEventSubscriptionEnabled:
      sent.VerifyEventSubscriptionEnabled ?? before.verifyEventSubscriptionEnabled,
  };
}

function newService(friendlyName: string): TwilioService {
  const now = Date.now();
  return {
    sid: newSid("VA"),
    friendlyName,
    codeLength: 6,
    lookupEnabled: false,
    skipSmsToLandlines: false,
    dtmfInputRequired: true,
    ttsName: null,
    psd2Enabled: false,
    doNotShareWarningEnabled: false,
    customCodeEnabled: false,
    defaultTemplateSid: null,
    verifyEventSubscriptionEnabled: false,
    rateLimits: [],
    createdAt: now,
    updatedAt: now,
  };
}

export function createService(ctx: Ctx, sent: Members & { FriendlyName: string }) {
  return addService(ctx, withMembers(newService(sent.FriendlyName), sent));
}

export function updateService(ctx: Ctx, sid: string, sent: Members) {
  return changeService<TwilioService, never>(ctx, sid, (before) => {
    const service = { ...withMembers(before, sent), updatedAt: Date.now() };
    return ok({ service, value: service });
  });
}

/** Its verifications stay, and can no longer be checked. */
export function deleteService(ctx: Ctx, sid: string) {
  return changeService<undefined, never>(ctx, sid, () => ok({ service: null, value: undefined }));
}
