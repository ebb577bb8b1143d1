// Before anything else looks at the address.
import "./accounts/codeInAddress";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { AuthService } from "./service/AuthService";
import { Door } from "./service/Door";
import { PhotoService } from "./service/PhotoService";
import "./style.css";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element with the id root");
}
const auth = new AuthService();
const door = new Door("", auth.send);
door.onLibraryChanged = () => void auth.phase.doubted();
auth.start();
createRoot(root).render(
  <StrictMode>
    <App service={new PhotoService(door)} auth={auth} />
  </StrictMode>,
);
