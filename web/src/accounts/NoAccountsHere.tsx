import { ButtonLink } from "../elements/links";
import { Page } from "../elements/Page";
import { useMessages } from "../messages/language";

/** What a page about accounts says where there are none. */
export function NoAccountsHere({ title }: { title: string }) {
  const messages = useMessages();
  return (
    <Page title={title} narrow>
      <p className="mt-6 font-medium">{messages.accounts.notOffered}</p>
      <p className="mt-2 text-muted">{messages.accounts.notOfferedText}</p>
      <ButtonLink to="/" className="mt-6">
        {messages.accounts.toLibrary}
      </ButtonLink>
    </Page>
  );
}
