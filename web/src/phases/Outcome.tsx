import { useEffect, useRef } from "react";
import { CheckIcon } from "../elements/icons";
import { Notice } from "../elements/Notice";
import { useLanguage } from "../messages/language";
import type { PhaseName } from "../service/ServerPhase";
import type { RefusalReason } from "../service/ServiceFailure";
import { Refusal } from "./Refusal";
import { explainRefusal, refusalText } from "./refusalText";

/** What came of what somebody did on the page of phases. */
export type Outcome =
  /** @param epoch in which the server came to be there */
  | { readonly kind: "moved" | "back"; readonly to: PhaseName; readonly epoch: number }
  | { readonly kind: "rehearsed"; readonly passed: boolean }
  | { readonly kind: "claimed" | "stopped" | "lowered" | "lost" | "done" }
  /** What was found stands where it was asked for. */
  | { readonly kind: "verified"; readonly good: boolean }
  /**
   * @param sentence the server's, with what to do
   * @param reason the same for a reader of another language
   */
  | { readonly kind: "refused"; readonly sentence: string; readonly reason: RefusalReason | null }
  | { readonly kind: "failed"; readonly failure: unknown };

/** Whether it still says how things are: somebody else may have moved the server since. */
export function isCurrent(outcome: Outcome, epoch: number): boolean {
  return (outcome.kind !== "moved" && outcome.kind !== "back") || outcome.epoch === epoch;
}

/** Takes the next outcome, made of the one before. */
export type TellOutcome = (next: (was: Outcome | null) => Outcome | null) => void;

/** Says what came of it, aloud too; the focus goes there. */
export function OutcomeNotice({ outcome }: { outcome: Outcome | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome) {
      place.current?.focus({ preventScroll: true });
      place.current?.scrollIntoView({ block: "nearest" });
    }
  }, [outcome]);
  return (
    <div ref={place} tabIndex={-1} role="status" data-testid="outcome" className="scroll-my-6 outline-none">
      {outcome && (
        <div className="mt-5">
          <OutcomeText outcome={outcome} />
        </div>
      )}
    </div>
  );
}

function OutcomeText({ outcome }: { outcome: Outcome }) {
  const { messages, formats } = useLanguage();
  const { outcome: texts } = messages.console;
  const { names } = messages.phases;
  switch (outcome.kind) {
    case "moved":
      return <Good>{outcome.to === "active" ? texts.activated : texts.moved(names[outcome.to])}</Good>;
    case "back":
      return <Good>{texts.back(names[outcome.to])}</Good>;
    case "rehearsed":
      return outcome.passed ? <Good>{texts.passed}</Good> : <Notice>{texts.failed}</Notice>;
    case "claimed":
    case "stopped":
    case "lowered":
    case "done":
      return <Good>{texts[outcome.kind]}</Good>;
    case "verified":
      return outcome.good ? <Good>{texts.sound}</Good> : <Notice>{texts.unsound}</Notice>;
    case "lost":
      return <Notice>{texts.lost}</Notice>;
    case "refused":
      return (
        <Notice>
          {texts.refused} <Refusal {...refusalText(outcome.reason, outcome.sentence, messages, formats)} />
        </Notice>
      );
    case "failed":
      return (
        <Notice>
          <Refusal {...explainRefusal(outcome.failure, messages, formats)} />
        </Notice>
      );
  }
}

function Good({ children }: { children: string }) {
  return (
    <p className="flex gap-3 rounded-lg bg-accent-soft px-4 py-3 font-medium text-pretty">
      <CheckIcon className="mt-0.5 size-5 shrink-0" />
      {children}
    </p>
  );
}
