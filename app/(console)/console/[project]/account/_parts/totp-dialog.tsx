"use client";

import { type SubmitEvent, useState } from "react";
import { blank } from "@/app/_forms/form-state";
import { useStepUp } from "@/app/_forms/step-up";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { CodeInput } from "@/app/_ui/code-input";
import { CopyField } from "@/app/_ui/copy-field";
import { Dialog, DialogButtons } from "@/app/_ui/dialog";
import { refusalText } from "../../../../_text/refusal-text";
import { useText } from "../../../../_text/use-text";
import { startTotp, turnOnTotp } from "../actions";
import { RecoveryCodes } from "./recovery-codes";

interface Offer {
  secret: string;
  image: string;
}

/** Sets up the authenticator app. It stays open when that is done, to show the recovery codes. */
export function TotpDialog({ isOn }: { isOn: boolean }) {
  const t = useText();
  const stepUp = useStepUp();
  const [isPending, setPending] = useState(false);
  const [offer, setOffer] = useState<Offer>();

  async function start() {
    setPending(true);
    const state = await stepUp(() => startTotp(blank, new FormData()));
    setPending(false);
    if (typeof state !== "string") setOffer(state.done);
  }

  return (
    <>
      {isOn ? (
        <Badge tone="success" className="self-center">
          {t("account.totpOn")}
        </Badge>
      ) : (
        <Button size="sm" pending={isPending} onClick={start}>
          {t("account.setUpTotp")}
        </Button>
      )}
      <Dialog
        open={offer !== undefined}
        onOpenChange={(open) => open || setOffer(undefined)}
        title={t("account.totp")}
        size="sm"
      >
        {offer && <TotpForm offer={offer} onDone={() => setOffer(undefined)} />}
      </Dialog>
    </>
  );
}

function TotpForm({ offer, onDone }: { offer: Offer; onDone: () => void }) {
  const t = useText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const [codes, setCodes] = useState<string[]>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const state = await turnOnTotp(blank, new FormData(event.currentTarget));
    setPending(false);
    if (!state.done)
      return setError(refusalText("secondFactor", state.refusal ?? { code: "second_factor_wrong" }, t));
    if (state.done.recoveryCodes) setCodes(state.done.recoveryCodes);
    else onDone();
  }

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <form onSubmit={submit} className="grid gap-5">
      <p className="text-muted">{t("account.setUpTotpText")}</p>
      {/* biome-ignore lint/performance/noImgElement: a data URL. Black on white in dark mode too, because cameras need it. */}
      <img
        src={offer.image}
        alt={t("account.qrCode")}
        width={192}
        height={192}
        className="mx-auto rounded-md bg-white"
      />
      <CopyField label={t("account.totpSecret")} value={offer.secret} hint={t("account.totpSecretHint")} />
      <CodeInput label={t("account.totpCode")} error={error} />
      <DialogButtons>
        <Button type="submit" variant="primary" pending={isPending}>
          {t("account.turnOn")}
        </Button>
      </DialogButtons>
    </form>
  );
}
