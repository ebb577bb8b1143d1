import { useState } from "react";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { useLanguage } from "../messages/language";
import type { RehearsalReport } from "../service/Transitions";
import { GuideCard } from "./GuideCard";
import { secondsForward } from "./guideSteps";
import { whoSeesIn } from "./StepDialog";
import type { ConsoleNow } from "./useConsole";

export interface ActivateStepProps {
  now: Pick<ConsoleNow, "begin">;
  /** Whether nothing stands in the way and the rehearsal passed. */
  isNext: boolean;
  rehearsal: RehearsalReport | null;
  busy: boolean;
}

/** Goes all the way forward, with one question first. The button is there only when looking and rehearsing ended well. */
export function ActivateStep({ now: { begin }, isNext, rehearsal, busy }: ActivateStepProps) {
  const { messages, formats } = useLanguage();
  const { activate } = messages.console;
  const [asking, setAsking] = useState(false);
  const seconds = rehearsal && secondsForward(rehearsal);
  const wait = rehearsal?.forecast?.longest_write_seconds;
  const text = [
    ...whoSeesIn("active", messages),
    ...(seconds !== null && wait !== undefined
      ? [activate.confirm(formats.duration(seconds), formats.duration(wait))]
      : []),
    activate.confirmMore,
  ];
  return (
    <GuideCard number={3} title={activate.title} text={activate.text} isNext={isNext} isDone={false}>
      {isNext ? (
        <Button look="primary" disabled={busy} onClick={() => setAsking(true)} className="max-sm:w-full">
          {activate.action}
        </Button>
      ) : (
        <p className="text-sm text-pretty">{activate.notYet}</p>
      )}
      {asking && (
        <ConfirmDialog
          title={activate.confirmTitle}
          text={text}
          action={activate.action}
          onConfirm={() => {
            setAsking(false);
            begin.mutate("activate");
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </GuideCard>
  );
}
