import { useQuery } from "@tanstack/react-query";
import { OnlySignedIn } from "../accounts/OnlySignedIn";
import { useAccounts } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { Page } from "../elements/Page";
import { Waiting } from "../elements/Waiting";
import { useMessages } from "../messages/language";
import type { User } from "../service/AuthService";
import { keys } from "../service/library";
import { Invitations } from "./Invitations";
import { PersonEntry } from "./PersonEntry";

/** Who has an account, for those who look after the server. */
export default function PeoplePage() {
  const messages = useMessages();
  return (
    <OnlySignedIn title={messages.people.title} admin>
      {(user) => <PeopleAndInvitations own={user} />}
    </OnlySignedIn>
  );
}

function PeopleAndInvitations({ own }: { own: User }) {
  const messages = useMessages();
  const accounts = useAccounts();
  const people = useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => accounts.people(signal),
    refetchOnMount: "always",
  });
  return (
    <Page title={messages.people.title}>
      <p className="mt-2 text-muted text-pretty">{messages.people.explanation}</p>
      {people.isPending && <Waiting />}
      {people.error && !people.data && (
        <div className="mt-6">
          <Notice action={<Button onClick={() => void people.refetch()}>{messages.common.tryAgain}</Button>}>
            {explain(people.error, messages)}
          </Notice>
        </div>
      )}
      {people.data && (
        <>
          <ul className="mt-6 space-y-3">
            {people.data.users
              .filter((person) => !person.is_system)
              .map((person) => (
                <li key={person.id}>
                  <PersonEntry person={person} isOwn={person.id === own.id} />
                </li>
              ))}
          </ul>
          <Invitations open={people.data.invitations} />
        </>
      )}
    </Page>
  );
}
