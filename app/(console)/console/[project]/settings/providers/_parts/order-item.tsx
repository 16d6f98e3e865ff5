"use client";

import { type DragEvent, type ReactNode, useState, useTransition } from "react";
import { formOf } from "@/app/_forms/form-of";
import { useToast } from "@/app/_ui/toast";
import { useText } from "../../../../../_text/use-text";
import { moveProvider } from "../actions";

/** A provider in the order of a channel, to be dragged to another place in it. Keyboards and touch screens use its buttons. */
export function OrderItem({
  list,
  at,
  fields,
  isDraggable,
  children,
}: {
  /** Items can only be dropped in the list that they come from. */
  list: string;
  at: number;
  fields: Record<string, string>;
  isDraggable: boolean;
  children: ReactNode;
}) {
  const t = useText();
  const toast = useToast();
  const [isOver, setOver] = useState(false);
  const [isMoving, startMoving] = useTransition();
  // While dragging, only the types can be read, not the values.
  const type = `application/x-order-of-${list}`;
  const accepts = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(type);

  function drop(event: DragEvent) {
    setOver(false);
    if (!accepts(event)) return;
    event.preventDefault();
    const dropped = JSON.parse(event.dataTransfer.getData(type)) as { at: number; fields: typeof fields };
    if (dropped.at === at) return;
    startMoving(async () => {
      const error = await moveProvider(formOf({ ...dropped.fields, by: String(at - dropped.at) }));
      toast(error ? { title: error, tone: "danger" } : { title: t("providers.moved"), tone: "success" });
    });
  }

  return (
    <li
      draggable={isDraggable}
      onDragStart={({ dataTransfer }) => dataTransfer.setData(type, JSON.stringify({ at, fields }))}
      onDragOver={(event) => {
        if (!accepts(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      aria-busy={isMoving}
      className={`flex min-h-12 items-center gap-2 py-1 ${isDraggable ? "cursor-grab" : ""} ${isOver ? "bg-subtle" : ""}`}
    >
      {children}
    </li>
  );
}
