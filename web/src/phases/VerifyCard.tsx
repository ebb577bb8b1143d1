import { Button } from "../elements/Button";
import { CheckIcon } from "../elements/icons";
import { Card } from "../elements/Page";
import { useLanguage } from "../messages/language";
import type { LibraryVerdict } from "../service/Transitions";
import { Figure, Figures } from "./Figures";
import type { ConsoleNow } from "./useConsole";
import { verdictOf } from "./verdictOf";

const SHOWN_AT_ONCE = 10;

export interface VerifyCardProps {
  now: Pick<ConsoleNow, "run" | "begin">;
  busy: boolean;
}

/** Looks whether everybody's rows are there, by other means than those that move them, and shows what was found. */
export function VerifyCard({ now, busy }: VerifyCardProps) {
  const { verify } = useLanguage().messages.console;
  const run = now.run.data;
  const verdict = verdictOf(run);
  return (
    <Card title={verify.title} text={verify.text}>
      <ul className="divide-y divide-line border-y border-line">
        {(["alone", "latest"] as const).map((against) => (
          <li key={against} className="flex flex-wrap items-center gap-x-6 gap-y-3 py-4">
            <div className="min-w-0 flex-1 basis-64">
              <h3 className="font-medium">{verify.ways[against].title}</h3>
              <p className="mt-0.5 text-sm text-muted text-pretty">{verify.ways[against].text}</p>
            </div>
            <Button
              onClick={() => now.begin.mutate({ verify: against === "latest" ? "latest" : null })}
              disabled={busy}
              className="max-sm:w-full"
            >
              {verify.ways[against].action}
            </Button>
          </li>
        ))}
      </ul>
      {run && verdict && <Verdict verdict={verdict} at={run.ended_at ?? run.started_at} />}
    </Card>
  );
}

function Verdict({ verdict, at }: { verdict: LibraryVerdict; at: string }) {
  const { messages, formats } = useLanguage();
  const { verify } = messages.console;
  const left = verdict.alarms + verdict.accounted - verdict.findings.length;
  const compared = verdict.rows > 0;
  const others = verdict.findings.slice(SHOWN_AT_ONCE);
  return (
    <section className="mt-5" data-testid="verdict" aria-label={verify.found}>
      <p className={`flex gap-2 font-medium text-pretty ${verdict.good ? "" : "text-danger"}`}>
        {verdict.good && <CheckIcon className="mt-0.5 size-5 shrink-0 text-accent" />}
        {verdict.good ? (compared ? verify.same : verify.sound) : verify.alarming}
      </p>
      <p className="mt-0.5 text-sm text-muted">{formats.moment(at)}</p>
      <Figures>
        {compared && <Figure name={verify.rows}>{formats.number(verdict.rows)}</Figure>}
        <Figure name={verify.alarms}>{formats.number(verdict.alarms)}</Figure>
        <Figure name={verify.accounted}>{formats.number(verdict.accounted)}</Figure>
      </Figures>
      {verdict.findings.length > 0 && <FoundRows findings={verdict.findings.slice(0, SHOWN_AT_ONCE)} />}
      {others.length > 0 && (
        <details className="mt-3">
          <summary className="w-fit cursor-pointer rounded-lg py-1 text-sm font-medium">
            {verify.others(formats.number(others.length))}
          </summary>
          <FoundRows findings={others} />
        </details>
      )}
      {left > 0 && <p className="mt-2 text-sm text-muted text-pretty">{verify.more(formats.number(left))}</p>}
    </section>
  );
}

function FoundRows({ findings }: Pick<LibraryVerdict, "findings">) {
  return (
    <ul className="mt-3 space-y-2">
      {findings.map((finding) => (
        <li key={JSON.stringify(finding)}>
          <FoundRow finding={finding} />
        </li>
      ))}
    </ul>
  );
}

/** One row, with what became of it; the server's own words on it are English. */
function FoundRow({ finding }: { finding: LibraryVerdict["findings"][number] }) {
  const { verify } = useLanguage().messages.console;
  const kinds: Readonly<Record<string, string>> = verify.kinds;
  const place = finding.table === "" ? verify.database : verify.row(finding.table, finding.row);
  return (
    <div className="rounded-lg border border-line px-4 py-3 text-sm break-words" data-finding={finding.kind}>
      <span
        className={`inline-block rounded-full px-2.5 py-0.5 text-xs font-semibold ${finding.alarm ? "bg-danger-soft text-danger" : "bg-sunken text-ink"}`}
      >
        {finding.alarm ? verify.alarm : verify.explained}
      </span>
      <p className="mt-1.5 font-medium">
        {finding.owner === null ? place : verify.of(place, String(finding.owner))}
        {kinds[finding.kind] && `: ${kinds[finding.kind]}`}
      </p>
      <p className="mt-0.5 text-muted" lang="en">
        {finding.text}
      </p>
    </div>
  );
}
