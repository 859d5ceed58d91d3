/** Fixed ids, so that seeding twice is seeding once. */
export const SEED_TODOS = [
  {
    id: "0198f3a0-0000-7000-8000-000000000001",
    text: "Open Codex in a second browser and see this there",
    completed: false,
  },
  { id: "0198f3a0-0000-7000-8000-000000000002", text: "Double-click a todo to edit it", completed: false },
  {
    id: "0198f3a0-0000-7000-8000-000000000003",
    text: "Stop the server, start it again, lose nothing",
    completed: false,
  },
  { id: "0198f3a0-0000-7000-8000-000000000004", text: "Seed the database", completed: true },
] as const;
