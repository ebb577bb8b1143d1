import { Toast, ToastButton } from "../elements/Toast";
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
        <Toast
          action={
            <ToastButton onClick={() => void service.connection.check()}>
              {messages.common.tryAgain}
            </ToastButton>
          }
        >
          {messages.shell.unreachable}
        </Toast>
      )}
    </div>
  );
}
