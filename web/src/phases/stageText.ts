import type { Messages } from "../messages/en";
import type { PhaseName } from "../service/ServerPhase";
import { PHASES } from "./phaseSteps";

/** What the server says of what it does, which is English. */
export interface Told {
  readonly text: string;
  /** Whether it is the server's English, because this client does not know it. */
  readonly isForeign: boolean;
}

type Plain = Exclude<keyof Messages["console"]["stages"], "going" | "back">;

const STAGES: Readonly<Record<string, Plain>> = {
  Beginning: "beginning",
  "Copying the database": "copying",
  "Checking the file": "backup",
  "Checking the database": "checking",
  "Checking owners": "owners",
  "Looking at coldpreviews": "coldpreviews",
  "Reading hotpreviews": "hotpreviews",
  "Looking at originals": "originals",
  "Checking the search index": "search",
  "Checking the full-text index": "search",
  "Changing the tables": "tables",
  "Making indexes": "indexes",
  "Reading the copy": "readingCopy",
  "Starting a server on the copy": "starting",
  "Asking for what people look at": "asking",
  "Asking the same again": "askingAgain",
  "Asking the same once more": "askingAgain",
  "Looking at every row": "rows",
  "Looking at every row again": "rows",
  "Looking at every row a last time": "rows",
  "Taking owners away": "takingOwners",
  "Going forward again until it is killed": "killing",
  "Starting again after the kill": "afterKill",
};

const isPhase = (name: string | undefined): name is PhaseName => PHASES.some((phase) => phase === name);

/** What goes on in a transition or a rehearsal, in the reader's language. */
export function stageText(
  stage: string,
  { console: { stages }, phases }: Pick<Messages, "console" | "phases">,
): Told {
  const plain = STAGES[stage];
  if (plain) {
    return { text: stages[plain], isForeign: false };
  }
  const [, way, phase] = stage.match(/^Going (on |back )?to (\w+)( again)?$/) ?? [];
  if (isPhase(phase)) {
    const does = way === "back " ? stages.back : stages.going;
    return { text: does(phases.names[phase]), isForeign: false };
  }
  if (/^(Reading|Comparing) \w+$/.test(stage)) {
    return { text: stages.comparing, isForeign: false };
  }
  return { text: stage, isForeign: true };
}

/** What a rehearsal has to say beside its findings; null where its figures say it. */
export function noteText(note: string, { console: { rehearse } }: Pick<Messages, "console">): Told | null {
  if (/^\d+ of \d+ answers took more than twice as long/.test(note)) {
    return null;
  }
  if (note.startsWith("The phase active was not tried")) {
    return { text: rehearse.notes.notActive, isForeign: false };
  }
  if (note.startsWith("The server on the copy was killed")) {
    return { text: rehearse.notes.killed, isForeign: false };
  }
  return { text: note, isForeign: true };
}
