import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { useMessages } from "../messages/language";
import { GuideCard } from "./GuideCard";
import { RehearsalView } from "./RehearsalView";
import type { ConsoleNow } from "./useConsole";

export interface RehearseStepProps {
  now: Pick<ConsoleNow, "report" | "begin">;
  isNext: boolean;
  busy: boolean;
}

/** Tries the whole way on a copy, and shows what came of it the last time. */
export function RehearseStep({ now: { report, begin }, isNext, busy }: RehearseStepProps) {
  const messages = useMessages();
  const { rehearse } = messages.console;
  const { data, error } = report;
  const rehearsal = data?.rehearsal;
  return (
    <GuideCard
      number={2}
      title={rehearse.title}
      text={rehearse.text}
      isNext={isNext}
      isDone={data?.vouches === true}
    >
      {rehearsal && <RehearsalView report={rehearsal} vouches={data.vouches} />}
      {error && !data && (
        <Notice action={<Button onClick={() => void report.refetch()}>{messages.common.tryAgain}</Button>}>
          {explain(error, messages)}
        </Notice>
      )}
      <Button
        look={isNext ? "primary" : "plain"}
        disabled={busy}
        onClick={() => begin.mutate("rehearse")}
        className={`max-sm:w-full ${rehearsal || error ? "mt-4" : ""}`}
      >
        {rehearsal ? rehearse.again : rehearse.action}
      </Button>
    </GuideCard>
  );
}
