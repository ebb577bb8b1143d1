import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useAuth, useTransitions } from "../accounts/signIn";
import { keys } from "../service/library";
import type { MultiuserStatus } from "../service/ServerPhase";
import { ServiceFailure } from "../service/ServiceFailure";
import type { Proof, TransitionReport, TransitionRun, Transitions } from "../service/Transitions";
import type { LowerLevel } from "./lowerLevels";
import type { TellOutcome } from "./Outcome";
import { outcomeOf } from "./outcomeOf";
import type { Step } from "./phaseSteps";

const ASK_EVERY_MILLISECONDS = 1_000;

/** What somebody begins that takes its time. */
export type Begun =
  | "rehearse"
  | "activate"
  | Extract<Step, { direction: "advance" }>
  /** Whether every row is there, against a backup or alone. */
  | { readonly verify: "latest" | null }
  | { readonly lower: LowerLevel };

function begun(what: Begun, transitions: Transitions, proof: Proof): Promise<TransitionRun> {
  if (what === "rehearse") {
    return transitions.rehearse(proof);
  }
  if (what === "activate") {
    return transitions.activate(proof);
  }
  if ("verify" in what) {
    return transitions.verify(what.verify, proof);
  }
  return "lower" in what ? transitions.lower(what.lower, proof) : transitions.advance(what.to, proof);
}

/**
 * Where the server stands on the way, for who looks after it, and what they can do. A transition is followed while it goes
 * on and the page is looked at, whoever began it.
 */
export function useConsole(proof: Proof, status: MultiuserStatus, onOutcome: TellOutcome) {
  const auth = useAuth();
  const transitions = useTransitions();
  const queries = useQueryClient();
  const [looking, setLooking] = useState(false);
  const code = proof.kind === "account" ? null : proof.code;
  const runKey = keys.transitionRun(code);
  const reportKey = keys.transitionReport(code);
  const stopped = useRef<string>(undefined);

  const told = useQuery({
    queryKey: [...keys.console(code), status.epoch],
    queryFn: ({ signal }) => transitions.console(proof, signal),
    refetchOnMount: "always",
    placeholderData: keepPreviousData,
  });
  const run = useQuery({
    queryKey: runKey,
    queryFn: ({ signal }) => transitions.run(proof, signal),
    refetchOnMount: "always",
    refetchOnWindowFocus: "always",
    // It is asked again anyway.
    retry: false,
    refetchInterval: ({ state }) => (state.data?.running ? ASK_EVERY_MILLISECONDS : false),
  });
  const report = useQuery({
    queryKey: reportKey,
    queryFn: ({ signal }) => transitions.report(proof, signal),
    refetchOnMount: "always",
  });
  const preflight = useQuery({
    queryKey: [...keys.preflight(code), status.epoch, told.data?.is_claimed, told.data?.has_admin],
    queryFn: ({ signal }) => transitions.preflight(proof, signal),
    enabled:
      told.data !== undefined && status.phase_name !== "active" && (looking || report.data?.vouches === true),
  });

  const askAnew = async () => {
    await auth.phase.ask();
    await queries.invalidateQueries({ queryKey: keys.console(code) });
  };
  const begin = useMutation({
    mutationFn: (what: Begun) => begun(what, transitions, proof),
    onMutate: () => onOutcome(() => null),
    onSuccess: (run) => queries.setQueryData(runKey, run),
    onError: (failure) => {
      onOutcome(() => ({ kind: "failed", failure }));
      // Perhaps because of what somebody else began.
      void queries.invalidateQueries({ queryKey: runKey });
      void askAnew();
    },
  });
  const stop = useMutation({
    mutationFn: (asked: TransitionRun) => {
      stopped.current = asked.started_at;
      return transitions.stop(proof);
    },
    onSuccess: (now) => queries.setQueryData(runKey, now),
    onError: (failure) => onOutcome(() => ({ kind: "failed", failure })),
  });

  useEnd(run.data, async (ended) => {
    await askAnew();
    await queries.invalidateQueries({ queryKey: reportKey });
    void queries.invalidateQueries({ queryKey: keys.preflight(code) });
    const outcome = outcomeOf(ended, stopped.current, queries.getQueryData<TransitionReport>(reportKey));
    // Whoever went back meanwhile knows why it ended.
    onOutcome((was) => (was?.kind === "back" && outcome.kind === "refused" ? was : outcome));
  });

  return {
    told,
    run,
    report,
    preflight,
    begin,
    stop,
    askAnew,
    look: () => {
      setLooking(true);
      if (looking || preflight.data) {
        void preflight.refetch();
      }
    },
    /** Whether the code does not do any more. */
    isShutOut: [told.error, run.error].some(
      (error) => error instanceof ServiceFailure && ["unauthorised", "forbidden"].includes(error.kind),
    ),
  };
}

export type ConsoleNow = ReturnType<typeof useConsole>;

/** Calls when the transition that went on does so no longer; with null where the server does not know it any more. */
function useEnd(
  now: TransitionRun | null | undefined,
  onEnd: (ended: TransitionRun | null) => unknown,
): void {
  const known = useRef<TransitionRun | null>(null);
  useEffect(() => {
    if (now === undefined) {
      return;
    }
    const wentOn = known.current?.running === true;
    known.current = now;
    if (wentOn && !now?.running) {
      onEnd(now);
    }
  });
}
