// Before anything else looks at the address.
import "./accounts/codeInAddress";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { forgetPlaces } from "./gallery/useGalleryScroll";
import { newQueryClient } from "./queryClient";
import { AuthService } from "./service/AuthService";
import { Door } from "./service/Door";
import { keptAnswers } from "./service/library";
import { PhotoService } from "./service/PhotoService";
import { ShownLibrary } from "./service/ShownLibrary";
import "./style.css";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element with the id root");
}
const auth = new AuthService();
const door = new Door("", auth.send);
door.onLibraryChanged = () => void auth.phase.doubted();
const queries = newQueryClient();
const kept = keptAnswers(queries);
const shown = new ShownLibrary(auth, {
  ...kept,
  dropLibrary: () => {
    kept.dropLibrary();
    forgetPlaces();
  },
});
auth.start();
shown.start();
createRoot(root).render(
  <StrictMode>
    <App door={door} service={new PhotoService(door)} auth={auth} shown={shown} queries={queries} />
  </StrictMode>,
);
