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

const IDLE_AFTER_MILLISECONDS = 1_500;

/** Fetches the code of all pages once the first one is there, so that each opens at once, also without the server. */
export function fetchPagesWhenIdle(): () => void {
  const timer = setTimeout(() => {
    for (const page of [PhotoViewPage, ImportsPage, ImportResultPage, TrashPage]) {
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

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    libraryRoute.addChildren([timelineRoute, searchRoute, photoRoute]),
    importsRoute,
    importRoute,
    trashRoute,
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
