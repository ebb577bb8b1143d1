import type { ReactNode } from "react";
import { useMessages } from "../messages/language";
import type { PhaseName } from "../service/ServerPhase";
import { PHASES } from "./phaseSteps";

export interface PhaseListProps {
  now: PhaseName;
  text?: string;
  /** What can be done about one of them. */
  action?(phase: PhaseName): ReactNode;
}

/** All phases on the way, with who sees what in each. */
export function PhaseList({ now, text, action }: PhaseListProps) {
  const { console: texts } = useMessages();
  return (
    <section className="mt-8">
      <h2 className="text-lg font-semibold">{texts.phases}</h2>
      {text && <p className="mt-1 text-sm text-muted text-pretty">{text}</p>}
      <ol className="mt-4 space-y-3">
        {PHASES.map((phase) => (
          <li key={phase}>
            <PhaseEntry phase={phase} now={phase === now}>
              {action?.(phase)}
            </PhaseEntry>
          </li>
        ))}
      </ol>
    </section>
  );
}

function PhaseEntry({ phase, now, children }: { phase: PhaseName; now: boolean; children: ReactNode }) {
  const { phases } = useMessages();
  return (
    <article
      aria-current={now ? "step" : undefined}
      className={`rounded-2xl border p-5 ${now ? "border-accent bg-accent-soft" : "border-line bg-raised"}`}
    >
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        {phases.names[phase]}
        {now && (
          <span className="rounded-full bg-accent px-2.5 py-0.5 text-xs font-semibold text-on-accent">
            {phases.now}
          </span>
        )}
      </h3>
      <p className="mt-1 text-pretty">{phases.meanings[phase]}</p>
      <dl className="mt-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="font-medium">{phases.anonymous}</dt>
        <dd className="mb-1 text-pretty">{phases.sees[phase].anonymous}</dd>
        <dt className="font-medium">{phases.member}</dt>
        <dd className="text-pretty">{phases.sees[phase].member}</dd>
      </dl>
      {children}
    </article>
  );
}
