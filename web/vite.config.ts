import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.IMALINK_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    target: "es2022",
    // The content security policy allows files of our own and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": server, "/health": server } },
  // Tests of components ask for happy-dom in their first line.
  // Threads start in half the time of processes.
  test: { environment: "node", pool: "threads", include: ["src/**/*.test.{ts,tsx}"] },
});
