import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { UploadIcon } from "../elements/icons";
import { useMessages } from "../messages/language";
import { bringsFiles, filesOfDrop } from "./givenFiles";
import { useUploader } from "./uploads";

/** Takes files that are dropped anywhere, and says so while they are dragged over the page. */
export function DropTarget() {
  const messages = useMessages();
  const uploader = useUploader();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // What is dragged from this page itself is no file of the person's, whatever the browser calls it.
    let ownDrag = false;
    const files = (event: DragEvent): DataTransfer | null =>
      !ownDrag && event.dataTransfer && bringsFiles(event.dataTransfer.types) ? event.dataTransfer : null;
    const listeners = {
      dragstart: () => {
        ownDrag = true;
      },
      dragend: () => {
        ownDrag = false;
        setOver(false);
      },
      dragenter: (event: DragEvent) => {
        if (files(event)) {
          event.preventDefault();
          setOver(true);
        }
      },
      dragover: (event: DragEvent) => {
        const transfer = files(event);
        if (transfer) {
          event.preventDefault();
          transfer.dropEffect = "copy";
        }
      },
      dragleave: (event: DragEvent) => {
        // Between two parts of the page there is always another one that is entered.
        if (event.relatedTarget === null) {
          setOver(false);
        }
      },
      drop: (event: DragEvent) => {
        setOver(false);
        const transfer = files(event);
        if (transfer) {
          // Or else the browser would leave the page for the file.
          event.preventDefault();
          void filesOfDrop(transfer).then((dropped) => uploader.add(dropped));
        }
        ownDrag = false;
      },
    };
    const each = Object.entries(listeners) as [keyof typeof listeners, (event: Event) => void][];
    for (const [name, listener] of each) {
      addEventListener(name, listener);
    }
    return () => {
      for (const [name, listener] of each) {
        removeEventListener(name, listener);
      }
    };
  }, [uploader]);
  return over
    ? createPortal(
        <section
          aria-label={messages.uploads.dropTitle}
          className="pointer-events-none fixed inset-0 z-60 grid place-items-center bg-surface/95 p-4"
        >
          <div className="grid size-full place-content-center justify-items-center gap-3 rounded-3xl border-4 border-dashed border-accent p-6 text-center">
            <UploadIcon className="size-14 text-accent" />
            <p className="text-2xl font-semibold tracking-tight">{messages.uploads.dropTitle}</p>
            <p className="max-w-md text-muted text-pretty">{messages.uploads.dropText}</p>
          </div>
        </section>,
        document.body,
      )
    : null;
}
