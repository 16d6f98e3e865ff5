"use client";

import { useEffect, useRef, useState } from "react";
import type { ChallengeView } from "../../../_parts/challenge-view";
import { useHeldForm } from "./held-form";

interface Props {
  src: string;
  text: ChallengeView["text"];
  submitsWhenDone: boolean;
}

/** A vendor's widget, in a frame that alone may load from the vendor. */
export default function WidgetFrame({ src, text, submitsWhenDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [answer, setAnswer] = useState("");
  const [height, setHeight] = useState(80);
  useHeldForm(field, answer !== "", submitsWhenDone);

  useEffect(() => {
    const read = ({ source, origin, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || origin !== location.origin) return;
      if (typeof data.answer === "string") setAnswer(data.answer);
      if (typeof data.height === "number") setHeight(data.height);
    };
    addEventListener("message", read);
    return () => removeEventListener("message", read);
  }, []);

  return (
    <>
      <input ref={field} type="hidden" name="answer" value={answer} />
      <iframe ref={frame} src={src} title={text.title} className="w-full" style={{ height }} />
      <p role="status" className="empty:hidden">
        {answer && text.checked}
      </p>
    </>
  );
}
