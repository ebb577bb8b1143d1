import { Button } from "../elements/Button";
import { Notice } from "../elements/Notice";
import { useLanguage } from "../messages/language";
import type { Console, PreflightFinding, Proof } from "../service/Transitions";
import { ClaimForm } from "./ClaimForm";
import { findingText } from "./findingText";
import { GuideCard } from "./GuideCard";
import type { Forward } from "./phaseSteps";
import { Refusal } from "./Refusal";
import { explainRefusal } from "./refusalText";
import type { ConsoleNow } from "./useConsole";

export interface LookStepProps {
  proof: Proof;
  told: Console;
  now: Pick<ConsoleNow, "preflight" | "look">;
  isNext: boolean;
  busy: boolean;
  onAdvance(to: Forward): void;
  onClaimed(signedIn: boolean): void;
}

/** Looks whether anything stands in the way, and lets be mended here what can be. */
export function LookStep({ proof, told, now, isNext, busy, onAdvance, onClaimed }: LookStepProps) {
  const { messages, formats } = useLanguage();
  const { look } = messages.console;
  const { data, error, isFetching } = now.preflight;
  const ownerless = data?.findings.some(({ code }) => code === "unclaimed" || code === "no_admin");
  return (
    <GuideCard number={1} title={look.title} text={look.text} isNext={isNext} isDone={data?.clear === true}>
      <div role="status">
        {isFetching ? (
          <p className="text-sm">{look.running}</p>
        ) : (
          data && <p className="font-medium text-pretty">{data.clear ? look.clear : look.stopped}</p>
        )}
      </div>
      {error && !isFetching && (
        <Notice>
          <Refusal {...explainRefusal(error, messages, formats)} />
        </Notice>
      )}
      {data && data.findings.length > 0 && (
        <ul className="mt-4 space-y-3">
          {data.findings.map((finding) => (
            <li key={JSON.stringify([finding.code, finding.values])}>
              <Finding finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {!isFetching && (
        <Button
          look={isNext && !data ? "primary" : "plain"}
          onClick={now.look}
          className={`max-sm:w-full ${data || error ? "mt-4" : ""}`}
        >
          {data || error ? look.again : look.action}
        </Button>
      )}
      {!told.is_claimed &&
        (told.phase > 0 ? (
          <ClaimForm proof={proof} hasAdmin={told.has_admin} onClaimed={onClaimed} />
        ) : (
          ownerless && (
            <section className="mt-6 border-t border-line pt-5">
              <h4 className="font-semibold">{look.claimTitle}</h4>
              <p className="mt-1 mb-4 text-sm text-muted text-pretty">{look.claimFirst}</p>
              <Button
                look="primary"
                disabled={busy}
                onClick={() => onAdvance("foundation")}
                className="max-sm:w-full"
              >
                {messages.phases.advance.foundation}
              </Button>
            </section>
          )
        ))}
    </GuideCard>
  );
}

const colours = {
  stops: "bg-danger-soft text-danger",
  warns: "bg-warning-soft text-ink",
  tells: "bg-sunken text-ink",
} as const;

function Finding({ finding }: { finding: PreflightFinding }) {
  const { messages, formats } = useLanguage();
  const text = findingText(finding, messages, formats);
  const language = text.isForeign ? "en" : undefined;
  return (
    <div className="rounded-lg border border-line px-4 py-3 text-sm break-words" data-finding={finding.code}>
      <span
        className={`inline-block rounded-full px-2.5 py-0.5 text-xs font-semibold ${colours[finding.weight]}`}
      >
        {messages.console.weights[finding.weight]}
      </span>
      <p className="mt-1.5 font-medium" lang={language}>
        {text.problem}
      </p>
      {text.more && (
        <p className="mt-1" lang="en">
          {text.more}
        </p>
      )}
      {text.remedy && (
        <p className="mt-1 text-muted" lang={language}>
          {text.remedy}
        </p>
      )}
    </div>
  );
}
