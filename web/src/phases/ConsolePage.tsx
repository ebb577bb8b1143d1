import { useEffect, useState } from "react";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { Page } from "../elements/Page";
import { useLanguage } from "../messages/language";
import type { MultiuserStatus, PhaseName } from "../service/ServerPhase";
import type { Console, Proof } from "../service/Transitions";
import { ActivateStep } from "./ActivateStep";
import { nextStep } from "./guideSteps";
import { LookStep } from "./LookStep";
import { LowerCard } from "./LowerCard";
import { type Outcome, OutcomeNotice, type TellOutcome } from "./Outcome";
import { PhaseList } from "./PhaseList";
import { ProofCard } from "./ProofCard";
import { type Step, stepsFrom } from "./phaseSteps";
import { Refusal } from "./Refusal";
import { RehearseStep } from "./RehearseStep";
import { RunProgress } from "./RunProgress";
import { refusalText } from "./refusalText";
import { Standing } from "./Standing";
import { StepDialog, stepWords } from "./StepDialog";
import { useConsole } from "./useConsole";
import { VerifyCard } from "./VerifyCard";
import { useGoingBack, WayBack } from "./WayBack";

export interface ConsolePageProps {
  proof: Proof;
  status: MultiuserStatus;
  outcome: Outcome | null;
  onOutcome: TellOutcome;
  /** The code does not do any more. */
  onShutOut(): void;
}

/** The page of phases for who looks after the server: what to do next, and the way back always in sight. */
export function ConsolePage({ proof, status, outcome, onOutcome, onShutOut }: ConsolePageProps) {
  const { messages, formats } = useLanguage();
  const texts = messages.console;
  const now = useConsole(proof, status, onOutcome);
  const goingBack = useGoingBack(proof, onOutcome);
  const [asking, setAsking] = useState<Step | null>(null);
  const told = now.told.data;
  const run = now.run.data;
  const phase = status.phase_name;
  const isShutOut = proof.kind !== "account" && now.isShutOut;
  useEffect(() => {
    if (isShutOut) {
      onShutOut();
    }
  }, [isShutOut, onShutOut]);
  const busy = now.begin.isPending || run?.running === true;
  const steps = told ? stepsFrom(phase, told.farthest) : [];
  const take = (step: Step) => {
    setAsking(null);
    if (step.direction === "advance") {
      now.begin.mutate(step);
    } else {
      goingBack.mutate(step.to);
    }
  };
  const action = (of: PhaseName) => {
    const step = steps.find(({ to }) => to === of);
    return (
      step && (
        <Button
          onClick={() => setAsking(step)}
          disabled={step.direction === "advance" ? busy : goingBack.isPending}
          className="mt-4 max-sm:w-full"
        >
          {stepWords(step, messages)}
        </Button>
      )
    );
  };
  return (
    <Page title={messages.phases.title} head={<WayBack status={status} goingBack={goingBack} />}>
      <Standing />
      <OutcomeNotice outcome={outcome} />
      {run?.running && <RunProgress key={run.started_at} run={run} now={now} />}
      {run && !run.running && run.refusal !== null && !outcome && (
        <div className="mt-5 rounded-lg bg-warning-soft px-4 py-3 text-sm break-words">
          <p className="font-medium">
            {texts.outcome.refusedAt(formats.moment(run.ended_at ?? run.started_at))}
          </p>
          <p>
            <Refusal {...refusalText(run.refusal_reason, run.refusal, messages, formats)} />
          </p>
        </div>
      )}
      {now.told.error && !told && (
        <div className="mt-5">
          <Notice
            action={<Button onClick={() => void now.told.refetch()}>{messages.common.tryAgain}</Button>}
          >
            {explain(now.told.error, messages)}
          </Notice>
        </div>
      )}
      {told?.file_wish && (
        <div className="mt-5 rounded-lg bg-warning-soft px-4 py-3 text-sm break-words">
          <p className="font-medium">{texts.wish}</p>
          <p lang="en">{told.file_wish}</p>
        </div>
      )}
      {told && phase === "active" && <ProofCard report={now.report.data} />}
      {told && (
        <Guide
          proof={proof}
          phase={phase}
          told={told}
          now={now}
          busy={busy}
          onAdvance={(to) => setAsking({ direction: "advance", to })}
          onClaimed={(signedIn) => {
            onOutcome(() => ({ kind: "claimed" }));
            if (!signedIn) {
              void now.askAnew();
            }
          }}
        />
      )}
      <PhaseList now={phase} text={texts.phasesText} action={action} />
      {told && <VerifyCard now={now} busy={busy} />}
      {told && <LowerCard phase={phase} told={told} now={now} busy={busy} />}
      {told?.row_security && (
        <p className="mt-6 text-sm text-muted">{texts.rowSecurity[told.row_security]}</p>
      )}
      {asking && (
        <StepDialog
          phase={phase}
          step={asking}
          onConfirm={() => take(asking)}
          onCancel={() => setAsking(null)}
        />
      )}
    </Page>
  );
}

interface GuideProps {
  proof: Proof;
  phase: PhaseName;
  told: Console;
  now: ReturnType<typeof useConsole>;
  busy: boolean;
  onAdvance: Parameters<typeof LookStep>[0]["onAdvance"];
  onClaimed(signedIn: boolean): void;
}

/** Looking, rehearsing and switching on, in this order, for as long as there is something to switch on. */
function Guide({ proof, phase, told, now, busy, onAdvance, onClaimed }: GuideProps) {
  const { console: texts } = useLanguage().messages;
  if (phase === "active" || told.farthest !== "active") {
    return null;
  }
  const report = now.report.data ?? null;
  const next = nextStep(phase, told.farthest, now.preflight.data ?? null, report);
  return (
    <section className="mt-8">
      <h2 className="text-lg font-semibold">{texts.title}</h2>
      <p className="mt-1 text-sm text-muted">{texts.intro}</p>
      <ol className="mt-4 space-y-3">
        <li>
          <LookStep
            proof={proof}
            told={told}
            now={now}
            isNext={next === "look"}
            busy={busy}
            onAdvance={onAdvance}
            onClaimed={onClaimed}
          />
        </li>
        <li>
          <RehearseStep now={now} isNext={next === "rehearse"} busy={busy} />
        </li>
        <li>
          <ActivateStep
            now={now}
            isNext={next === "activate"}
            rehearsal={report?.rehearsal ?? null}
            busy={busy}
          />
        </li>
      </ol>
    </section>
  );
}
