import "./strict-csp.js";
import "./styles/tokens.css";
import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { watchConnection } from "./connection.js";
import { startRelease } from "./release/start.js";
import { queryClient, trpc, trpcClient } from "./trpc.js";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");

watchConnection();
startRelease();
createRoot(root).render(
  <StrictMode>
    <trpc.Provider client={trpcClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </trpc.Provider>
  </StrictMode>,
);
