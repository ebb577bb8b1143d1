import { CheckIcon } from "../elements/icons";
import { useLanguage } from "../messages/language";
import type { RehearsalReport } from "../service/Transitions";
import { Figure, Figures } from "./Figures";
import { bytesForward, secondsForward } from "./guideSteps";
import { noteText, stageText, type Told } from "./stageText";

const DIFFERENCES_SHOWN = 20;

/** What came of a rehearsal, in one sentence first. */
export function RehearsalView({ report, vouches }: { report: RehearsalReport; vouches: boolean }) {
  const { messages, formats } = useLanguage();
  const { rehearse } = messages.console;
  return (
    <div data-testid="rehearsal">
      <p className={`flex gap-2 font-medium text-pretty ${report.passed ? "" : "text-danger"}`}>
        {report.passed && <CheckIcon className="mt-0.5 size-5 shrink-0 text-accent" />}
        {report.passed ? rehearse.passed : rehearse.failed}
      </p>
      <p className="mt-0.5 text-sm text-muted">
        {rehearse.at(formats.moment(report.started_at), formats.duration(report.seconds))}
      </p>
      {report.passed && !vouches && (
        <p className="mt-3 rounded-lg bg-warning-soft px-4 py-3 text-sm text-pretty">{rehearse.stale}</p>
      )}
      {report.reasons.length > 0 && (
        <ul className="mt-3 space-y-2 rounded-lg bg-danger-soft px-4 py-3 text-sm break-words" lang="en">
          {report.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Differences report={report} />
      <Forecast report={report} />
      <Tried report={report} />
    </div>
  );
}

function Differences({ report: { differences } }: { report: RehearsalReport }) {
  const { messages, formats } = useLanguage();
  const { rehearse } = messages.console;
  const left = differences.length - DIFFERENCES_SHOWN;
  return (
    differences.length > 0 && (
      <section className="mt-4">
        <h4 className="text-sm font-semibold">{rehearse.differences}</h4>
        <ul className="mt-1 list-disc space-y-1 pl-5 text-sm break-words">
          {differences.slice(0, DIFFERENCES_SHOWN).map((it) => (
            <li key={JSON.stringify(it)}>
              {rehearse.difference(it.table, it.row, String(it.owner))}:{" "}
              {kindOf(it.kind, rehearse.kinds) ?? <span lang="en">{it.kind}</span>}
            </li>
          ))}
        </ul>
        {left > 0 && <p className="mt-1 text-sm text-muted">{rehearse.more(formats.number(left))}</p>}
      </section>
    )
  );
}

function kindOf(kind: string, kinds: Readonly<Record<string, string>>): string | undefined {
  return kinds[kind.toLowerCase()];
}

/** What the way forward will take, in figures that a person understands. */
function Forecast({ report }: { report: RehearsalReport }) {
  const { messages, formats } = useLanguage();
  const { rehearse } = messages.console;
  const { forecast } = report;
  return (
    forecast && (
      <section className="mt-4">
        <h4 className="text-sm font-semibold">{rehearse.forecast}</h4>
        <Figures>
          <Figure name={rehearse.takes}>{formats.duration(secondsForward(report) ?? 0)}</Figure>
          <Figure name={rehearse.writes}>{formats.duration(forecast.longest_write_seconds)}</Figure>
          <Figure name={rehearse.looks}>{formats.duration(forecast.longest_read_seconds)}</Figure>
          <Figure name={rehearse.space}>{formats.bytes(bytesForward(report) ?? 0)}</Figure>
        </Figures>
      </section>
    )
  );
}

/** Each thing that was done, for who wants to know. */
function Tried({ report: { steps, reads, notes } }: { report: RehearsalReport }) {
  const { messages, formats } = useLanguage();
  const { rehearse } = messages.console;
  const others = reads.differing.length;
  return (
    <details className="mt-4 text-sm">
      <summary className="w-fit cursor-pointer rounded-lg py-1 font-medium">{rehearse.steps}</summary>
      <ol className="mt-2 divide-y divide-line">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change, and a step may come twice
          <li key={index} className="flex flex-wrap justify-between gap-x-4 py-2">
            <Said {...stageText(step.name, messages)} />
            <span className="tabular-nums">{formats.duration(step.seconds)}</span>
            {step.longest_write_seconds !== null && step.longest_read_seconds !== null && (
              <span className="w-full text-muted">
                {rehearse.waits(
                  formats.duration(step.longest_write_seconds),
                  formats.duration(step.longest_read_seconds),
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-2">
        {others === 0
          ? rehearse.reads(formats.number(reads.compared))
          : rehearse.readsDiffer(formats.number(others), formats.number(reads.compared))}
      </p>
      {others > 0 && (
        <ul className="mt-1 list-disc pl-5 break-all" lang="en">
          {reads.differing.slice(0, DIFFERENCES_SHOWN).map((read) => (
            <li key={read}>{read}</li>
          ))}
        </ul>
      )}
      {reads.slower.length > 0 && (
        <>
          <p className="mt-2">{rehearse.slower(formats.number(reads.slower.length))}</p>
          <ul className="mt-1 list-disc pl-5 break-all">
            {reads.slower.slice(0, DIFFERENCES_SHOWN).map((it) => (
              <li key={JSON.stringify(it)}>
                <span lang="en">
                  {it.read}, {it.when}
                </span>
                : {formats.duration(it.seconds_before)} → {formats.duration(it.seconds)}
              </li>
            ))}
          </ul>
        </>
      )}
      {notes.map((note) => {
        const text = noteText(note, messages);
        return (
          text && (
            <p key={note} className="mt-2">
              <Said {...text} />
            </p>
          )
        );
      })}
    </details>
  );
}

function Said({ text, isForeign }: Told) {
  return <span lang={isForeign ? "en" : undefined}>{text}</span>;
}
