import { useState } from "react";

/** What stands in a field: what is kept, also when others change it, unless something else is being written there. */
export function useFollowing(value: string): [draft: string, setDraft: (draft: string) => void] {
  const [known, setKnown] = useState(value);
  const [draft, setDraft] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (draft === known) setDraft(value);
  }
  return [draft, setDraft];
}
