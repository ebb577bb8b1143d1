import { Outlet, useLocation } from "@tanstack/react-router";
import { returnPath } from "../accounts/returnPath";
import { SignInView } from "../accounts/SignInView";
import { useLibraryShown } from "../accounts/signIn";

/** Pages that show nothing of a library: they stay as they are whichever it is, and are there for everybody. */
const OF_NO_LIBRARY = new Set(["/sign-in", "/register", "/reset", "/multiuser"]);

/**
 * The page of the present address. Where nothing is shown without a sign-in, whoever is not signed in signs in at the very
 * address that they wanted, and finds it there afterwards.
 */
export function LibraryOutlet() {
  const { owner, generation } = useLibraryShown();
  const { pathname, href } = useLocation();
  if (OF_NO_LIBRARY.has(pathname)) {
    return <Outlet />;
  }
  if (owner === null) {
    return <SignInView to={returnPath(href)} />;
  }
  return <Outlet key={generation} />;
}
