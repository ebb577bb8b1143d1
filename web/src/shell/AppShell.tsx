import { useMatch } from "@tanstack/react-router";
import { News } from "../accounts/News";
import { SignInAgain } from "../accounts/SignInAgain";
import { useAuth, useLibraryShown, usePerson } from "../accounts/signIn";
import { StreamingProvider } from "../imports/streaming";
import { useMessages } from "../messages/language";
import { WhoSees } from "../phases/WhoSees";
import { useLibraryEvents } from "../service/library";
import { TrashProvider } from "../trash/trashing";
import { DropTarget } from "../uploads/DropTarget";
import { UploadCard } from "../uploads/UploadCard";
import { AppHeader } from "./AppHeader";
import { ConnectionNotice } from "./ConnectionNotice";
import { LibraryOutlet } from "./LibraryOutlet";
import { useOpening } from "./useOpening";

/** What every page has around it. An open photo lies over all of it, so that nothing behind can be reached then. */
export function AppShell() {
  const messages = useMessages();
  const auth = useAuth();
  const person = usePerson();
  const { owner, generation } = useLibraryShown();
  const closed = owner === null;
  // Before it is known who looks, the stream might be nobody's, and be refused.
  const streaming = useLibraryEvents(auth.phase, owner == null ? null : `${generation} ${person}`);
  useOpening(closed);
  const photoOpen =
    useMatch({ from: "/library/photo/$hothash", shouldThrow: false }) !== undefined && !closed;
  return (
    <StreamingProvider open={streaming}>
      <TrashProvider>
        <div className={`flex h-dvh flex-col ${photoOpen ? "invisible" : ""}`} inert={photoOpen}>
          <a
            href="#content"
            className="absolute top-2 left-2 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
          >
            {messages.shell.skip}
          </a>
          <AppHeader key={`header ${generation}`} closed={closed} />
          <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 outline-none">
            <LibraryOutlet />
          </main>
          <WhoSees />
          {!photoOpen && !closed && <UploadCard key={`uploads ${generation}`} />}
          {!photoOpen && <ConnectionNotice />}
        </div>
        {!closed && <DropTarget />}
        <News />
        <SignInAgain />
      </TrashProvider>
    </StreamingProvider>
  );
}
