import { useState } from "react";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { Card } from "../elements/Page";
import { useMessages } from "../messages/language";
import type { PhaseName } from "../service/ServerPhase";
import type { Console } from "../service/Transitions";
import { type LowerLevel, levelsBelow, phaseFor } from "./lowerLevels";
import type { ConsoleNow } from "./useConsole";

export interface LowerCardProps {
  phase: PhaseName;
  told: Console;
  now: Pick<ConsoleNow, "begin">;
  busy: boolean;
}

/** Makes the database ready for an ImaLink that does not know libraries of people's own, or accounts. */
export function LowerCard({ phase, told, now, busy }: LowerCardProps) {
  const messages = useMessages();
  const { lower } = messages.console;
  const [asking, setAsking] = useState<LowerLevel | null>(null);
  const levels = levelsBelow(told.tenancy_level);
  if (levels.length === 0) {
    return null;
  }
  return (
    <Card title={lower.title} text={lower.text}>
      <ul className="divide-y divide-line border-y border-line">
        {levels.map((level) => {
          const first = phaseFor(level, phase);
          return (
            <li key={level} className="flex flex-wrap items-center gap-x-6 gap-y-3 py-4">
              <div className="min-w-0 flex-1 basis-64">
                <h3 className="font-medium">{lower.levels[level].title}</h3>
                <p className="mt-0.5 text-sm text-muted text-pretty">{lower.levels[level].text}</p>
                {first && (
                  <p className="mt-1 text-sm text-pretty">{lower.backFirst(messages.phases.names[first])}</p>
                )}
              </div>
              <Button
                onClick={() => setAsking(level)}
                disabled={busy || first !== null}
                className="max-sm:w-full"
              >
                {lower.levels[level].action}
              </Button>
            </li>
          );
        })}
      </ul>
      {asking !== null && (
        <ConfirmDialog
          title={lower.levels[asking].question}
          text={[...lower.levels[asking].givenUp, lower.stays]}
          action={lower.levels[asking].action}
          onConfirm={() => {
            setAsking(null);
            now.begin.mutate({ lower: asking });
          }}
          onCancel={() => setAsking(null)}
        />
      )}
    </Card>
  );
}
