import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { lazyPage } from "./elements/lazyPage";
import { PhotoFrame } from "./photo/PhotoFrame";
import { filterFrom, type PhotoFilter } from "./search/PhotoFilter";
import { AppShell } from "./shell/AppShell";
import { Library } from "./shell/Library";
import { NotFound } from "./shell/NotFound";
import { UnexpectedFault } from "./shell/UnexpectedFault";

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** The part of the list in which the photo was last seen. */
    section?: string;
    /** Whether going back leads to the gallery. */
    fromGallery?: boolean;
  }
}

const PhotoViewPage = lazyPage(() => import("./photo/PhotoView"), PhotoFrame);
const ImportsPage = lazyPage(() => import("./imports/ImportsPage"));
const ImportResultPage = lazyPage(() => import("./imports/ImportResultPage"));

const TrashPage = lazyPage(() => import("./trash/TrashPage"));
const SignInPage = lazyPage(() => import("./accounts/SignInPage"));
const RegisterPage = lazyPage(() => import("./accounts/RegisterPage"));
const ResetPage = lazyPage(() => import("./accounts/ResetPage"));
const AccountPage = lazyPage(() => import("./accounts/AccountPage"));
const PeoplePage = lazyPage(() => import("./people/PeoplePage"));
const MultiuserPage = lazyPage(() => import("./phases/MultiuserPage"));

const pages = [
  PhotoViewPage,
  ImportsPage,
  ImportResultPage,
  TrashPage,
  SignInPage,
  RegisterPage,
  ResetPage,
  AccountPage,
  PeoplePage,
  MultiuserPage,
];

const IDLE_AFTER_MILLISECONDS = 1_500;

/** Fetches the code of all pages once the first one is there, so that each opens at once, also without the server. */
export function fetchPagesWhenIdle(): () => void {
  const timer = setTimeout(() => {
    for (const page of pages) {
      // A page that could not be fetched now is fetched when it is opened, and says so then.
      page.fetchCode().catch(() => undefined);
    }
  }, IDLE_AFTER_MILLISECONDS);
  return () => clearTimeout(timer);
}

const rootRoute = createRootRoute({ component: AppShell, notFoundComponent: NotFound });

const libraryRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "library",
  component: Library,
});

const timelineRoute = createRoute({ getParentRoute: () => libraryRoute, path: "/" });

const searchRoute = createRoute({
  getParentRoute: () => libraryRoute,
  path: "/search",
  validateSearch: (parameters: Record<string, unknown>): PhotoFilter => filterFrom(parameters),
});

const photoRoute = createRoute({
  getParentRoute: () => libraryRoute,
  path: "/photo/$hothash",
  validateSearch: (parameters: Record<string, unknown>): PhotoFilter => filterFrom(parameters),
  component: PhotoViewPage,
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/imports",
  component: ImportsPage,
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/imports/$job",
  component: ImportResultPage,
});

const trashRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/trash",
  component: TrashPage,
});

/** Where one came from, to go back there; whoever goes there reads it with `returnPath`. */
const whereTo = (parameters: Record<string, unknown>): { to?: string } =>
  typeof parameters.to === "string" ? { to: parameters.to } : {};

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: whereTo,
  component: SignInPage,
});

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/register",
  validateSearch: whereTo,
  component: RegisterPage,
});

const resetRoute = createRoute({ getParentRoute: () => rootRoute, path: "/reset", component: ResetPage });

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: AccountPage,
});

const peopleRoute = createRoute({ getParentRoute: () => rootRoute, path: "/people", component: PeoplePage });

const multiuserRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/multiuser",
  component: MultiuserPage,
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    libraryRoute.addChildren([timelineRoute, searchRoute, photoRoute]),
    importsRoute,
    importRoute,
    trashRoute,
    signInRoute,
    registerRoute,
    resetRoute,
    accountRoute,
    peopleRoute,
    multiuserRoute,
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: UnexpectedFault,
  defaultPendingComponent: () => null,
  // Addresses are plain parameters that a person can read and write, not JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) {
      if (value !== undefined && value !== null) {
        parameters.set(name, String(value));
      }
    }
    const written = parameters.toString();
    return written === "" ? "" : `?${written}`;
  },
});
