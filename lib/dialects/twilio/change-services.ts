import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { changeProject, type TwilioService } from "@/lib/projects";
import { ok, type Refusal, type Result, refuse } from "@/lib/result";

type Services = readonly TwilioService[];

/**
 * Changes the project's services, based on the current row, so that parallel changes are not lost. `change` returns the new
 * list and what was made or found.
 */
async function changeServices<T, R extends Refusal>(
  { project, caller, requestId }: Ctx,
  change: (before: Services) => Result<{ services: Services; value: T }, R>,
): Promise<Result<T, R>> {
  let outcome: ReturnType<typeof change> | undefined;
  await changeProject(
    project.id,
    ({ settings }) => {
      outcome = change(settings.dialects.twilio.services);
      return outcome.ok ? { dialects: { twilio: { services: [...outcome.value.services] } } } : {};
    },
    { actor: actorOf(caller), requestId },
  );
  forgetKeys();
  return outcome!.ok ? ok(outcome!.value.value) : outcome!;
}

/** The most services of a project. They are part of its settings, which are read as a whole. */
const maxServices = 100;

export function addService(ctx: Ctx, service: TwilioService) {
  return changeServices<TwilioService, { code: "services_full" }>(ctx, (before) =>
    before.length < maxServices
      ? ok({ services: [...before, service], value: service })
      : refuse({ code: "services_full" }),
  );
}

/** Changes one service. `change` returns the new one, null to remove it, or a refusal. */
export function changeService<T, R extends Refusal>(
  ctx: Ctx,
  sid: string,
  change: (before: TwilioService) => Result<{ service: TwilioService | null; value: T }, R>,
) {
  return changeServices<T, R | { code: "not_found" }>(ctx, (before) => {
    const service = before.find((one) => one.sid === sid);
    if (!service) return refuse({ code: "not_found" });
    const changed = change(service);
    if (!changed.ok) return changed;
    const { service: after, value } = changed.value;
    return ok({ services: before.flatMap((one) => (one !== service ? [one] : after ? [after] : [])), value });
  });
}
