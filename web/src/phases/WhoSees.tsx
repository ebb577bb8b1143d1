import { Link } from "@tanstack/react-router";
import { useStanding, useUser } from "../accounts/signIn";
import type { Messages } from "../messages/en";
import { useMessages } from "../messages/language";
import type { MultiuserStatus } from "../service/ServerPhase";

/** One sentence: who can see the photos that are on this page. Null while the server has not told its phase. */
export function whoSees(
  status: MultiuserStatus | null,
  signedIn: boolean,
  { phases }: Pick<Messages, "phases">,
): string | null {
  switch (status?.phase_name) {
    case undefined:
      return null;
    case "single":
      return phases.sentence.single;
    case "foundation":
      return signedIn ? phases.sentence.foundationSignedIn : phases.sentence.foundation;
    case "dual":
      return signedIn ? phases.sentence.dualSignedIn : phases.sentence.dual;
    case "scoped":
      return signedIn ? phases.sentence.scopedSignedIn : phases.sentence.scoped;
    case "active":
      return signedIn ? phases.sentence.activeSignedIn : phases.sentence.active;
  }
}

export function useWhoSees(): string | null {
  const messages = useMessages();
  const { status } = useStanding();
  return whoSees(status, useUser() !== null, messages);
}

/** The sentence at the foot of every page. It leads to the page that says more about it. */
export function WhoSees() {
  const sentence = useWhoSees();
  return (
    <footer className="shrink-0 border-t border-line bg-surface px-3 text-center text-xs text-balance text-muted pb-[env(safe-area-inset-bottom)]">
      <p aria-live="polite" data-testid="who-sees">
        {sentence === null ? (
          <span className="block py-1">&nbsp;</span>
        ) : (
          <Link to="/multiuser" className="inline-block py-1 underline-offset-2 hover:underline">
            {sentence}
          </Link>
        )}
      </p>
    </footer>
  );
}
