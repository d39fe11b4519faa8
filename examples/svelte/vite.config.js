import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const STORE = process.env.STORE ?? "http://127.0.0.1:8402";

export default defineConfig({
  plugins: [svelte()],
  // Payments, and the page that the bank returns to.
  server: { proxy: { "/api": STORE, "/returned": STORE } },
});
