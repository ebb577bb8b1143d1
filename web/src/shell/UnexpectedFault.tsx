import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "../elements/Button";
import { useMessages } from "../messages/language";

/** The last resort when a part of the client itself fails; what is on the server is not touched by it. */
export function UnexpectedFault({ reset }: ErrorComponentProps) {
  const messages = useMessages();
  return (
    <div role="alert" className="mx-auto max-w-md p-10 text-center">
      <h1 className="text-xl font-semibold">{messages.shell.fault}</h1>
      <p className="mt-2 mb-6 text-muted">{messages.shell.faultText}</p>
      <div className="flex justify-center gap-2">
        <Button onClick={reset}>{messages.common.tryAgain}</Button>
        <Button look="primary" onClick={() => location.reload()}>
          {messages.shell.reload}
        </Button>
      </div>
    </div>
  );
}
