import { ButtonLink } from "../elements/links";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { useMessages } from "../messages/language";

export function NotFound() {
  const messages = useMessages();
  useDocumentTitle(messages.shell.notFound);
  return (
    <div className="mx-auto max-w-md p-10 text-center">
      <h1 className="text-xl font-semibold">{messages.shell.notFound}</h1>
      <p className="mt-2 text-muted">{messages.shell.notFoundText}</p>
      <ButtonLink to="/" className="mt-6">
        {messages.photo.toLibrary}
      </ButtonLink>
    </div>
  );
}
