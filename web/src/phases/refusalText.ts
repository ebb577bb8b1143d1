import { explain } from "../elements/explain";
import type { Messages } from "../messages/en";
import type { Formats } from "../messages/formats";
import type { PhaseName } from "../service/ServerPhase";
import { type RefusalReason, ServiceFailure } from "../service/ServiceFailure";
import { PHASES } from "./phaseSteps";

/** Why the server did not do something, in the reader's language. */
export interface RefusalText {
  readonly text: string;
  /** What the server adds to it, in English. */
  readonly more: string | null;
  /** Whether all of it is the server's English, because this client does not know the kind. */
  readonly isForeign: boolean;
}

const MEGABYTE = 1 << 20;

/** @param sentence the server's own, in English */
export function refusalText(
  reason: RefusalReason | null,
  sentence: string,
  { console: { refusals }, phases }: Pick<Messages, "console" | "phases">,
  formats: Formats,
): RefusalText {
  const foreign: RefusalText = { text: sentence, more: null, isForeign: true };
  const said = (text: string | null, more: string | null = null): RefusalText =>
    text === null ? foreign : { text, more, isForeign: false };
  const values = reason?.values ?? {};
  const word = (name: string): string | null => wordOf(values[name]);
  const figure = (name: string): number | null => figureOf(values[name]);
  const phase = (name: string): string | null => {
    const found = PHASES.find((it) => it === values[name]);
    return found ? phases.names[found satisfies PhaseName] : null;
  };
  switch (reason?.code) {
    case "busy":
    case "stopped":
    case "server_fault":
    case "unavailable":
    case "not_confirmed":
    case "not_clear":
    case "rehearsal_failed":
    case "no_admin":
    case "unclaimed":
    case "gone_back_meanwhile":
    case "owners_taken_meanwhile":
    case "file_changed":
    case "no_backup":
    case "backup_of_other_engine":
      return said(refusals[reason.code]);
    case "backup_failed":
      return said(refusals.backup_failed, sentence);
    case "rehearsal_not_held":
    case "file_unwritable":
      return said(refusals[reason.code], word("reason"));
    case "report_unreadable":
      return said(filled(refusals.report_unreadable, word("folder")), word("reason"));
    case "unknown_backup":
    case "backup_too_old":
      return said(filled(refusals[reason.code], word("name")));
    case "phase_behind":
    case "phase_ahead":
      return said(filled(refusals[reason.code], phase("phase"), phase("to")));
    case "phase_needs_level":
      return said(filled(refusals.phase_needs_level, phase("to")));
    case "moved_meanwhile":
      return said(filled(refusals.moved_meanwhile, phase("phase")));
    case "rows_differ": {
      const count = figure("count");
      return said(filled(refusals.rows_differ, count && formats.number(count)), word("first"));
    }
    case "no_room": {
      const megabytes = (size: number | null) => (size === null ? null : formats.bytes(size * MEGABYTE));
      return said(filled(refusals.no_room, megabytes(figure("needed_mb")), megabytes(figure("free_mb"))));
    }
    default:
      return foreign;
  }
}

/** What went wrong on the way, and what to do about it. */
export function explainRefusal(failure: unknown, messages: Messages, formats: Formats): RefusalText {
  if (failure instanceof ServiceFailure && failure.reason && failure.detail) {
    const told = refusalText(failure.reason, failure.detail, messages, formats);
    if (!told.isForeign) {
      return told;
    }
  }
  return { text: explain(failure, messages), more: null, isForeign: false };
}

/** The text where everything in it is known. */
function filled<Each extends (string | null | 0)[]>(
  text: (...parts: { [Part in keyof Each]: string }) => string,
  ...parts: Each
): string | null {
  return parts.every((it) => typeof it === "string")
    ? text(...(parts as { [Part in keyof Each]: string }))
    : null;
}

const wordOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const figureOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
