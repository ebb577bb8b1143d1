import { useMessages } from "../messages/language";
import { useConnection, usePhotoService } from "../service/library";

/** Says that the server does not answer, for as long as it does not. */
export function ConnectionNotice() {
  const messages = useMessages();
  const service = usePhotoService();
  const { reachable } = useConnection();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex justify-center p-3">
      {!reachable && (
        <div className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-1 rounded-xl bg-ink py-2 pr-2 pl-4 text-sm text-surface shadow-xl">
          <span>{messages.shell.unreachable}</span>
          <button
            type="button"
            onClick={() => void service.connection.check()}
            className="rounded-lg px-3 py-1.5 font-semibold underline underline-offset-4"
          >
            {messages.common.tryAgain}
          </button>
        </div>
      )}
    </div>
  );
}
