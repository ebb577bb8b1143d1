import { Link } from "@tanstack/react-router";
import { usePerson, useStanding } from "../accounts/signIn";
import type { Messages } from "../messages/en";
import { useMessages } from "../messages/language";
import { FIRST_USER, type MultiuserStatus } from "../service/ServerPhase";

/** What a person is to the server: nobody, one of several, or the one whom the library of the single-user time belongs to. */
export type Standpoint = "nobody" | "member" | "first";

export function standpointOf(person: number | null): Standpoint {
  return person === null ? "nobody" : person === FIRST_USER ? "first" : "member";
}

/**
 * One sentence: who can see the photos that are on this page. Null while the server has not told its phase.
 *
 * @param person who looks at it; null for nobody who is known
 */
export function whoSees(
  status: MultiuserStatus | null,
  person: number | null,
  { phases }: Pick<Messages, "phases">,
): string | null {
  return status && phases.sentence[status.phase_name][standpointOf(person)];
}

export function useWhoSees(): string | null {
  const messages = useMessages();
  const { status } = useStanding();
  return whoSees(status, usePerson(), messages);
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
