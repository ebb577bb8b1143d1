import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAuth, useTransitions } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { useMessages } from "../messages/language";
import type { MultiuserStatus } from "../service/ServerPhase";
import type { Proof } from "../service/Transitions";
import type { TellOutcome } from "./Outcome";
import { type Back, stepsFrom } from "./phaseSteps";
import { consequencesOf } from "./StepDialog";

/** Going back, which never waits: not for a transition that goes on either. */
export function useGoingBack(proof: Proof, onOutcome: TellOutcome) {
  const auth = useAuth();
  const transitions = useTransitions();
  return useMutation({
    mutationFn: (to: Back) =>
      to === "single" ? transitions.deactivate(proof) : transitions.retreat(to, proof),
    onSuccess: (change) => onOutcome(() => ({ kind: "back", to: change.phase_name, epoch: change.epoch })),
    onError: (failure) => onOutcome(() => ({ kind: "failed", failure })),
    onSettled: () => auth.phase.ask(),
  });
}

export interface WayBackProps {
  status: MultiuserStatus;
  goingBack: ReturnType<typeof useGoingBack>;
}

/** The way back, which stays in sight: what it means, one step of it, and all of it at once. */
export function WayBack({ status, goingBack }: WayBackProps) {
  const messages = useMessages();
  const { wayBack } = messages.console;
  const [asking, setAsking] = useState<Back | null>(null);
  const phase = status.phase_name;
  if (phase === "single") {
    return null;
  }
  const nearest = stepsFrom(phase, phase)[0]?.to as Back;
  const all = asking === "single";
  return (
    <section
      aria-label={wayBack.title}
      data-testid="way-back"
      className="shrink-0 border-b border-line bg-sunken px-4 py-2.5 sm:px-6"
    >
      <div className="mx-auto flex max-w-3xl flex-wrap items-center gap-x-4 gap-y-2 sm:px-6">
        <p className="min-w-0 flex-1 basis-64 text-sm text-pretty">{wayBack.texts[phase]}</p>
        <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
          {nearest !== "single" && (
            <Button onClick={() => setAsking(nearest)} disabled={goingBack.isPending}>
              {wayBack.one}
            </Button>
          )}
          <Button look="danger" onClick={() => setAsking("single")} disabled={goingBack.isPending}>
            {wayBack.all}
          </Button>
        </div>
      </div>
      {asking && (
        <ConfirmDialog
          title={all ? wayBack.allTitle : messages.phases.retreatTitle(messages.phases.names[asking])}
          text={consequencesOf(phase, { direction: "retreat", to: asking }, messages)}
          action={all ? wayBack.all : wayBack.one}
          onConfirm={() => {
            setAsking(null);
            goingBack.mutate(asking);
          }}
          onCancel={() => setAsking(null)}
        />
      )}
    </section>
  );
}
