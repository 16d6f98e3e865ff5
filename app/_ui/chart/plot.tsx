"use client";

import {
  Area,
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { type ChartPoint, type ChartSeries, strokes } from "./series";

/** The drawing itself. Loaded when it is seen, because the library is larger than the page. */
export default function Plot({
  kind,
  points,
  series,
  label,
  locale,
}: {
  kind: "lines" | "bars";
  points: ChartPoint[];
  series: ChartSeries[];
  label: string;
  locale: string;
}) {
  const data = points.map(({ label: at, values }) => ({ at, ...values }));
  const axes = (
    <>
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey="at"
        tick={{ fill: "var(--muted)", fontSize: 12 }}
        tickLine={false}
        axisLine={{ stroke: "var(--border)" }}
        minTickGap={32}
      />
      <YAxis
        allowDecimals={false}
        width={48}
        tickFormatter={(value: number) => value.toLocaleString(locale)}
        tick={{ fill: "var(--muted)", fontSize: 12 }}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={kind === "bars" ? { fill: "var(--subtle)" } : { stroke: "var(--control)" }}
        contentStyle={{
          background: "var(--surface)",
          border: "1px solid var(--border)",
          borderRadius: 8,
          color: "var(--foreground)",
          fontSize: 13,
        }}
        labelStyle={{ color: "var(--muted)" }}
        itemStyle={{ color: "var(--foreground)", padding: 0 }}
      />
    </>
  );
  const common = { data, margin: { top: 8, right: 8, bottom: 0, left: 0 }, accessibilityLayer: true };
  return (
    <ResponsiveContainer width="100%" height="100%">
      {kind === "bars" ? (
        <BarChart {...common} title={label}>
          {axes}
          {series.map(({ key, label: name }, at) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="all"
              fill={strokes[at % strokes.length]!.color}
              stroke="var(--surface)"
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      ) : (
        <ComposedChart {...common} title={label}>
          {axes}
          {series.slice(0, 1).map(({ key }) => (
            <Area
              key={key}
              dataKey={key}
              type="monotone"
              stroke="none"
              fill="var(--accent-soft)"
              tooltipType="none"
              isAnimationActive={false}
            />
          ))}
          {series.map(({ key, label: name }, at) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              type="monotone"
              dot={false}
              strokeWidth={2}
              stroke={strokes[at % strokes.length]!.color}
              strokeDasharray={strokes[at % strokes.length]!.dash}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      )}
    </ResponsiveContainer>
  );
}
