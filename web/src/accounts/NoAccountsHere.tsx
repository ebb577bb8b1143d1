import { Link } from "@tanstack/react-router";
import { Page } from "../elements/Page";
import { useMessages } from "../messages/language";

/** What a page about accounts says where there are none. */
export function NoAccountsHere({ title }: { title: string }) {
  const messages = useMessages();
  return (
    <Page title={title} narrow>
      <p className="mt-6 font-medium">{messages.accounts.notOffered}</p>
      <p className="mt-2 text-muted">{messages.accounts.notOfferedText}</p>
      <LibraryLink />
    </Page>
  );
}

export function LibraryLink() {
  const messages = useMessages();
  return (
    <Link
      to="/"
      className="mt-6 inline-flex min-h-10 items-center rounded-lg bg-accent px-4 font-medium text-on-accent"
    >
      {messages.accounts.toLibrary}
    </Link>
  );
}
