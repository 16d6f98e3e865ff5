import { ArrowDown, ArrowUp } from "lucide-react";
import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { Section } from "@/app/_ui/section";
import type { Provider } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import type { Channel } from "@/lib/projects";
import { getText } from "../../../../../_text/get-text";
import { moveProvider } from "../actions";
import { OrderItem } from "./order-item";

export interface ChannelOrder {
  channel: Channel;
  /** In the order in which they are tried. */
  providers: Provider[];
}

/** For each channel, its providers in order, to be moved by buttons or dragged. */
export async function ProviderOrders({
  orders,
  project,
  mayWrite,
}: {
  orders: ChannelOrder[];
  project: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  return (
    <Section title={t("providers.orderTitle")} description={t("providers.orderText")}>
      <div className="grid gap-6 sm:grid-cols-2 xl:grid-cols-4">
        {orders.map(({ channel, providers }) => (
          <div key={channel}>
            <h3 className="mb-1 font-medium text-sm">{t(`terms.channels.${channel}`)}</h3>
            <ol className="divide-y border-y text-sm">
              {providers.map((provider, at) => (
                <OrderItem
                  key={provider.id}
                  list={channel}
                  at={at}
                  fields={{ project, provider: toTypeId("prv", provider.id), channel }}
                  isDraggable={mayWrite && providers.length > 1}
                >
                  <span className="text-muted tabular-nums">{at + 1}</span>
                  <span className="min-w-0 flex-1 break-words">{provider.name}</span>
                  {!provider.isEnabled && <Badge>{t("providers.disabled")}</Badge>}
                  {mayWrite && providers.length > 1 && (
                    <Moves
                      provider={provider}
                      channel={channel}
                      project={project}
                      at={at}
                      count={providers.length}
                    />
                  )}
                </OrderItem>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </Section>
  );
}

async function Moves({
  provider,
  channel,
  project,
  at,
  count,
}: {
  provider: Provider;
  channel: Channel;
  project: string;
  at: number;
  count: number;
}) {
  const t = await getText();
  const fields = { project, provider: toTypeId("prv", provider.id), channel };
  const label = t(`terms.channels.${channel}`);
  return (
    <span className="flex">
      <ActionButton
        action={moveProvider}
        fields={{ ...fields, by: "-1" }}
        disabled={at === 0}
        done={t("providers.moved")}
        variant="ghost"
        size="icon-sm"
        aria-label={t("providers.moveUp", { name: provider.name, channel: label })}
      >
        <ArrowUp aria-hidden />
      </ActionButton>
      <ActionButton
        action={moveProvider}
        fields={{ ...fields, by: "1" }}
        disabled={at === count - 1}
        done={t("providers.moved")}
        variant="ghost"
        size="icon-sm"
        aria-label={t("providers.moveDown", { name: provider.name, channel: label })}
      >
        <ArrowDown aria-hidden />
      </ActionButton>
    </span>
  );
}
