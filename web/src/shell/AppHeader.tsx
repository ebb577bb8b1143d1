import { Link } from "@tanstack/react-router";
import { UserMenu } from "../accounts/UserMenu";
import { ImportIcon, Logo } from "../elements/icons";
import { useJobs, useLibraryWithoutStream } from "../imports/streaming";
import { useLanguage, useMessages } from "../messages/language";
import { SearchBox } from "../search/SearchBox";
import { isUnfinished } from "../service/library";
import { SettingsMenu } from "./SettingsMenu";

/**
 * The line at the top of every page.
 *
 * @param props.closed whether nothing of a library is shown before a person signs in
 */
export function AppHeader({ closed }: { closed: boolean }) {
  const messages = useMessages();
  return (
    <header className="z-30 flex h-14 shrink-0 items-center gap-1 border-b border-line bg-surface px-2 sm:h-16 sm:gap-3 sm:px-4">
      <Link
        to="/"
        aria-label={messages.shell.home}
        className="flex shrink-0 items-center gap-2.5 rounded-lg p-1 text-lg font-semibold tracking-tight"
      >
        <Logo />
        <span className="hidden sm:inline">ImaLink</span>
      </Link>
      {closed ? <div className="mx-auto" /> : <LibraryTools />}
      <SettingsMenu closed={closed} />
      <UserMenu />
    </header>
  );
}

/** What looks into the library: the search, and the imports with the progress of one that runs. */
function LibraryTools() {
  const { messages, formats } = useLanguage();
  useLibraryWithoutStream();
  const running = useJobs().data?.find(isUnfinished);
  const part = running?.total ? Math.min(1, running.processed / running.total) : null;
  return (
    <>
      <div className="mx-auto w-full max-w-xl min-w-0 px-1">
        <SearchBox />
      </div>
      <Link
        to="/imports"
        aria-label={messages.shell.imports}
        title={messages.shell.imports}
        className="relative flex h-10 min-w-10 shrink-0 items-center justify-center gap-2 rounded-full px-2 hover:bg-sunken sm:px-3"
        activeProps={{ className: "bg-sunken" }}
      >
        <ImportIcon />
        <span className="hidden text-sm font-medium md:inline">{messages.shell.imports}</span>
        {running && (
          <span className="rounded-full bg-accent px-2 py-0.5 text-xs font-semibold text-on-accent tabular-nums">
            {part === null ? "…" : formats.percent(part)}
          </span>
        )}
      </Link>
    </>
  );
}
