import { forget } from "../ui/forget.js";

/** Forgets what /todomvc/ shows in this browser, and has to send: it has the same user. */
export const forgetTodoMvc = () => forget("localStorage", /^(react-todos|codex-unsent:)/);
