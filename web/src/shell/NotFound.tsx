import { Link } from "@tanstack/react-router";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { useMessages } from "../messages/language";

export function NotFound() {
  const messages = useMessages();
  useDocumentTitle(messages.shell.notFound);
  return (
    <div className="mx-auto max-w-md p-10 text-center">
      <h1 className="text-xl font-semibold">{messages.shell.notFound}</h1>
      <p className="mt-2 text-muted">{messages.shell.notFoundText}</p>
      <Link
        to="/"
        className="mt-6 inline-flex min-h-10 items-center rounded-lg bg-accent px-4 font-medium text-on-accent"
      >
        {messages.photo.toLibrary}
      </Link>
    </div>
  );
}
