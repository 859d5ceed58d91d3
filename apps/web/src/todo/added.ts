/** The ids of all todos that this page added: they are shown although they stand at the end of a long list. */
const added = new Set<string>();

export function markAdded(todos: readonly { id: string }[]): void {
  for (const { id } of todos) added.add(id);
}

export function wasAdded({ id }: { id: string }): boolean {
  return added.has(id);
}
