import { Link, useLocation } from "@tanstack/react-router";
import { useLanguage } from "../messages/language";
import { useConnection } from "../service/library";
import { UploadOverview } from "./UploadOverview";
import { useUploadQueue } from "./uploads";

/** Uploads in a corner of every page but the one that has them in full. */
export function UploadCard() {
  const { messages } = useLanguage();
  const queue = useUploadQueue();
  const { reachable } = useConnection();
  const inFull = useLocation({ select: (location) => location.pathname === "/imports" });
  if (queue.uploads.length === 0 || inFull) {
    return null;
  }
  return (
    <section
      aria-label={messages.uploads.title}
      // Above the notice that the server does not answer, where there is one.
      className={`fixed inset-x-3 z-30 rounded-2xl border border-line bg-raised p-4 text-ink shadow-xl sm:right-auto sm:w-88 ${reachable ? "bottom-[calc(0.75rem+env(safe-area-inset-bottom))]" : "bottom-24"}`}
    >
      <UploadOverview>
        <Link
          to="/imports"
          className="inline-flex min-h-10 items-center rounded-lg px-3 font-medium hover:bg-sunken"
        >
          {messages.uploads.details}
        </Link>
      </UploadOverview>
    </section>
  );
}
