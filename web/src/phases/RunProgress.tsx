import { useEffect, useId, useRef } from "react";
import { Button } from "../elements/Button";
import { ProgressBar } from "../elements/ProgressBar";
import { useLanguage } from "../messages/language";
import type { TransitionRun } from "../service/Transitions";
import { stageText } from "./stageText";
import type { ConsoleNow } from "./useConsole";

export interface RunProgressProps {
  run: TransitionRun;
  now: Pick<ConsoleNow, "run" | "begin" | "stop">;
}

/** How far the transition is that goes on, whoever began it, and the button that stops it. */
export function RunProgress({ run, now }: RunProgressProps) {
  const { messages, formats } = useLanguage();
  const texts = messages.console.run;
  const id = useId();
  const task = Object.keys(texts.titles).find((it) => it === run.task) as
    | keyof typeof texts.titles
    | undefined;
  const title = texts.titles[task ?? "other"];
  const place = useRef<HTMLElement>(null);
  const begunHere = now.begin.data?.started_at === run.started_at;
  useEffect(() => {
    if (begunHere) {
      place.current?.focus();
    }
  }, [begunHere]);
  const part = run.total > 0 ? Math.min(1, run.done / run.total) : null;
  const stage = stageText(run.stage, messages);
  const words = now.run.error
    ? texts.unreachable
    : part === null
      ? stage.text
      : texts.at(stage.text, formats.percent(part));
  const stopping = now.stop.isPending || now.stop.variables?.started_at === run.started_at;
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-labelledby={id}
      data-testid="run"
      className="mt-5 rounded-2xl border border-accent bg-raised p-5 sm:p-6"
    >
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      <p className="mt-1 mb-4 text-sm text-muted text-pretty">{texts.text[task ?? "other"]}</p>
      <ProgressBar label={title} part={part} words={words} active={!now.run.error} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p
          className="min-w-0 text-sm tabular-nums"
          lang={stage.isForeign && !now.run.error ? "en" : undefined}
        >
          {words}
        </p>
        <Button onClick={() => now.stop.mutate(run)} disabled={stopping}>
          {stopping ? texts.stopping : texts.stop}
        </Button>
      </div>
    </section>
  );
}
