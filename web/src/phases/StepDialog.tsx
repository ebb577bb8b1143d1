import { ConfirmDialog } from "../elements/ConfirmDialog";
import type { Messages } from "../messages/en";
import { useMessages } from "../messages/language";
import type { PhaseName } from "../service/ServerPhase";
import { putsAway, type Step } from "./phaseSteps";

/** What somebody reads before a step: who will see what, and what becomes of the rest. */
export function consequencesOf(phase: PhaseName, step: Step, messages: Pick<Messages, "phases">): string[] {
  const { phases } = messages;
  return [
    ...whoSeesIn(step.to, messages),
    ...(putsAway(phase, step) ? [phases.retreatPutsAway] : []),
    step.direction === "advance" ? phases.advanceMore[step.to] : phases.retreatMore[step.to],
  ];
}

/** Who will see what in a phase, each in a sentence. */
export function whoSeesIn(phase: PhaseName, { phases }: Pick<Messages, "phases">): string[] {
  const { anonymous, member } = phases.sees[phase];
  return [`${phases.anonymous}: ${anonymous}`, `${phases.member}: ${member}`];
}

export function stepWords({ direction, to }: Step, { phases }: Pick<Messages, "phases">): string {
  return direction === "advance" ? phases.advance[to] : phases.retreat[to];
}

export interface StepDialogProps {
  phase: PhaseName;
  step: Step;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks before a step to another phase. */
export function StepDialog({ phase, step, onConfirm, onCancel }: StepDialogProps) {
  const messages = useMessages();
  const { phases } = messages;
  const name = phases.names[step.to];
  return (
    <ConfirmDialog
      title={step.direction === "advance" ? phases.advanceTitle(name) : phases.retreatTitle(name)}
      text={consequencesOf(phase, step, messages)}
      action={stepWords(step, messages)}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  );
}
