// Lines over time: with a mouse, with arrow keys, and as a table.

import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { language, moment } from "/web/words.js";
import { say } from "./words";

export type Series = { name: string; colour: Colour; values: (number | null)[] };
/** How a value is read; `short`: on the axis. */
export type Format = (value: number) => string;
export type Colour = "accent" | "good" | "warn" | "bad" | "recommendation" | "offer" | "alert" | "task" | "record" | "faint";
export const COLOURS: Colour[] = ["accent", "recommendation", "offer", "good", "task", "alert", "record"];

const HEIGHT = 180;
const ROWS = 30;
const A_DAY_MILLIS = 86_400_000;
const hours = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const days = new Intl.DateTimeFormat(language, { month: "short", day: "numeric" });

export function Chart({ id, title, minutes, series, format, short }: { id: string; title: string; minutes: Date[]; series: Series[]; format: Format; short?: Format }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const last = minutes.length - 1;
  // Which minute is read; null: the newest.
  const [at, setAt] = useState<number | null>(null);
  const shown = at === null ? last : Math.min(at, last);
  const data = [minutes.map((minute) => minute.getTime() / 1000), ...series.map((one) => one.values)] as uPlot.AlignedData;
  const clock = last > 0 && minutes[last]!.getTime() - minutes[0]!.getTime() > A_DAY_MILLIS ? days : hours;
  const drawn = series.map((one) => one.name + one.colour).join();

  useEffect(() => {
    const made = new uPlot(options(place.current!, series, clock, short ?? format, (index) => setAt(index)), data, place.current!);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: place.current!.clientWidth, height: HEIGHT }));
    resized.observe(place.current!);
    // Its colours are asked for at each drawing.
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => made.redraw();
    scheme.addEventListener("change", recolour);
    return () => {
      scheme.removeEventListener("change", recolour);
      resized.disconnect();
      made.destroy();
    };
  }, [drawn, clock]);
  useEffect(() => plot.current!.setData(data), [minutes, series]);

  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || last < 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(last, shown + step));
    setAt(next);
    plot.current!.setCursor({ left: plot.current!.valToPos(data[0]![next]!, "x"), top: 0 }, false);
  };

  return (
    <section class="panel chart" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {last >= 0 && <time dateTime={minutes[shown]!.toISOString()}>{clock.format(minutes[shown])}</time>}
      </header>
      <ul class="legend">
        {series.map((one) => (
          <li key={one.name} style={{ "--series": `var(--${one.colour})` }}>
            <i aria-hidden="true" />
            {one.name} <b>{said(one.values[shown], format)}</b>
          </li>
        ))}
      </ul>
      <div class="plot" role="img" aria-label={say("chartOf", title)} tabIndex={0} ref={place} onKeyDown={move} onBlur={() => setAt(null)} />
      <details>
        <summary>{say("asTable")}</summary>
        <div class="scroll" tabIndex={0} role="group" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say("when")}</th>
                {series.map((one) => (
                  <th scope="col" key={one.name}>
                    {one.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {newestFirst(minutes).map((index) => (
                <tr key={index}>
                  <th scope="row">{moment(minutes[index]!.toISOString())}</th>
                  {series.map((one) => (
                    <td key={one.name}>{said(one.values[index], format)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

const newestFirst = (minutes: Date[]) => Array.from({ length: Math.min(ROWS, minutes.length) }, (_, i) => minutes.length - 1 - i);

const said = (value: number | null | undefined, format: Format) => (value === null || value === undefined ? "–" : format(value));

function options(place: HTMLElement, series: Series[], clock: Intl.DateTimeFormat, format: Format, onIndex: (index: number | null) => void): uPlot.Options {
  const colour = (name: string) => getComputedStyle(place).getPropertyValue(`--${name}`);
  const axis = { stroke: () => colour("faint"), font: "11px system-ui, sans-serif", ticks: { show: false } };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { y: { range: (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.1)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 28, space: 70, values: (_, at) => at.map((second) => clock.format(second * 1000)) },
      { ...axis, grid: { stroke: () => colour("line"), width: 1 }, size: 58, space: 36, values: (_, at) => at.map(format) },
    ],
    series: [{}, ...series.map((one) => ({ label: one.name, stroke: () => colour(one.colour), width: 2, points: { show: false }, spanGaps: false }))],
    hooks: { setCursor: [(made) => onIndex(made.cursor.idx ?? null)] },
  };
}
