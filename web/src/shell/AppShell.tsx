import { Outlet, useMatch } from "@tanstack/react-router";
import { News } from "../accounts/News";
import { SignInAgain } from "../accounts/SignInAgain";
import { useAuth, useUser } from "../accounts/signIn";
import { useFreshViews } from "../accounts/useFreshViews";
import { StreamingProvider } from "../imports/streaming";
import { useMessages } from "../messages/language";
import { WhoSees } from "../phases/WhoSees";
import { useLibraryEvents } from "../service/library";
import { TrashProvider } from "../trash/trashing";
import { DropTarget } from "../uploads/DropTarget";
import { UploadCard } from "../uploads/UploadCard";
import { AppHeader } from "./AppHeader";
import { ConnectionNotice } from "./ConnectionNotice";

/** What every page has around it. An open photo lies over all of it, so that nothing behind can be reached then. */
export function AppShell() {
  const messages = useMessages();
  const auth = useAuth();
  const streaming = useLibraryEvents(auth.phase, useUser()?.id ?? null);
  useFreshViews();
  const photoOpen = useMatch({ from: "/library/photo/$hothash", shouldThrow: false }) !== undefined;
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
          <AppHeader />
          <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 outline-none">
            <Outlet />
          </main>
          <WhoSees />
          {!photoOpen && <UploadCard />}
          {!photoOpen && <ConnectionNotice />}
        </div>
        <DropTarget />
        <News />
        <SignInAgain />
      </TrashProvider>
    </StreamingProvider>
  );
}
